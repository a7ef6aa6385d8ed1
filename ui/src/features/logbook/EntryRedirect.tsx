import { Navigate, useParams } from "@tanstack/react-router";
import type { EntryId } from "../../api/bindings";
import { useOperation } from "../../api/react";
import { Empty } from "../../kit/Empty";
import { Page } from "../../kit/Page";
import { texts } from "./texts";

/** Where citations and results of a search lead: the day of an entry. */
export function EntryRedirect() {
  const { id } = useParams({ strict: false });
  const { data, error } = useOperation("logbook.get", Number(id) as EntryId);
  if (data) return <Navigate to="/logbook/$day" params={{ day: data.day }} replace />;
  return <Page title={texts.title}>{error && <Empty {...texts.gone} />}</Page>;
}
