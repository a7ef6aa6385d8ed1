//! `bindings.ts`: the client's types, written from the registry.

use std::any::TypeId;
use std::collections::{BTreeMap, HashSet};

use ts_rs::{Config, TS, TypeVisitor};

use super::{Nature, all};

/// Collects the declarations that the operations need.
pub struct Typescript {
    config: Config,
    seen: HashSet<TypeId>,
    declarations: BTreeMap<String, String>,
    clashes: Vec<String>,
}

impl Typescript {
    fn new() -> Self {
        let config = Config::new().with_large_int("number");
        Self { config, seen: HashSet::new(), declarations: BTreeMap::new(), clashes: Vec::new() }
    }

    /// The type's name, having declared it and everything it mentions.
    pub fn name<T: TS + 'static + ?Sized>(&mut self) -> String {
        self.declare::<T>();
        T::name(&self.config)
    }

    fn declare<T: TS + 'static + ?Sized>(&mut self) {
        if !self.seen.insert(TypeId::of::<T>()) {
            return;
        }
        if T::output_path().is_some() {
            let docs = T::docs().unwrap_or_default();
            let (name, declaration) = (T::ident(&self.config), format!("{docs}export {}", T::decl(&self.config)));
            let other = self.declarations.insert(name.clone(), declaration.clone());
            if other.is_some_and(|other| other != declaration) {
                self.clashes.push(name);
            }
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}

impl TypeVisitor for Typescript {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        self.declare::<T>();
    }
}

/// The whole file.
///
/// # Errors
/// The names that two different types have: the interface could not tell them apart.
pub fn bindings() -> Result<String, Vec<String>> {
    let mut types = Typescript::new();
    let mut operations = String::new();
    for operation in all() {
        let (input, output) = (operation.typescript)(&mut types);
        let kind = match operation.nature {
            Nature::Query => "query",
            Nature::Mutation => "mutation",
            Nature::Action => "action",
        };
        for line in operation.doc.trim().lines() {
            operations.push_str(&format!("  /** {} */\n", line.trim()));
        }
        operations.push_str(&format!(
            "  \"{}\": {{ kind: \"{kind}\"; input: {input}; output: {output} }};\n",
            operation.name
        ));
    }
    types.name::<crate::event::Event>();
    types.name::<crate::error::Failure>();
    if !types.clashes.is_empty() {
        return Err(types.clashes);
    }
    let declarations: Vec<String> = types.declarations.into_values().collect();
    Ok(format!(
        "// Written by `cargo test` from the core's operations. Do not edit.\n\n{}\n\n\
         /** Every operation of the core: its kind, what it takes and what it answers. */\n\
         export interface Operations {{\n{operations}}}\n\n\
         /** An answer with the tables it was read from. */\n\
         export type Reply<T> = {{ data: T; tables: string[] }};\n",
        declarations.join("\n\n")
    ))
}
