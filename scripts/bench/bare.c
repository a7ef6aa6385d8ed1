/* The barest window with a web view: what any program of this kind pays at least. It shows itself once its
 * page stands, as Almanac's window does. */
#include <gtk/gtk.h>
#include <webkit2/webkit2.h>

static void loaded(WebKitWebView *view, WebKitLoadEvent event, gpointer window) {
    (void)view;
    if (event == WEBKIT_LOAD_FINISHED) gtk_widget_show_all(GTK_WIDGET(window));
}

int main(int argc, char **argv) {
    gtk_init(&argc, &argv);
    GtkWidget *window = gtk_window_new(GTK_WINDOW_TOPLEVEL);
    gtk_window_set_title(GTK_WINDOW(window), "Bare");
    gtk_window_set_default_size(GTK_WINDOW(window), 1180, 780);
    GtkWidget *view = webkit_web_view_new();
    gtk_container_add(GTK_CONTAINER(window), view);
    g_signal_connect(view, "load-changed", G_CALLBACK(loaded), window);
    g_signal_connect(window, "destroy", G_CALLBACK(gtk_main_quit), NULL);
    webkit_web_view_load_html(WEBKIT_WEB_VIEW(view), "<!doctype html><title>Bare</title><h1>Bare</h1>", NULL);
    gtk_main();
    return 0;
}
