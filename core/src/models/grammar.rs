//! A JSON Schema as a grammar (GBNF), with which llama.cpp can only produce JSON of that shape.
//!
//! Understood: `type` (one or several), `properties` with `required`, `additionalProperties` as the
//! value of a map, `items` with `minItems` and `maxItems`, `enum`, `const`, `anyOf`, `oneOf`, `allOf`
//! of one, `$ref` into the schema itself, `minLength` and `maxLength`, the formats `date`, `time` and
//! `date-time`, and whole-number ranges of up to 100 values. Other limits (patterns, wide ranges) are
//! for the caller to check. Keys come in the schema's order and with at most one space after a comma
//! or colon, so a small model cannot wander off into blanks.

use std::collections::HashMap;
use std::fmt::Write;

use serde_json::{Map, Value};

use crate::error::{Error, Result};

/// Longer limits than this are not counted: every step of a count costs time at each token.
const LONGEST_COUNT: u64 = 400;

const COMMON: &str = r#"sp ::= " "?
hex ::= [0-9a-fA-F]
char ::= [^"\\\x7F\x00-\x1F] | "\\" (["\\/bfnrt] | "u" hex hex hex hex)
string ::= "\"" char* "\""
natural ::= "0" | [1-9] [0-9]{0,15}
integer ::= "-"? natural
number ::= integer ("." [0-9]{1,15})? ([eE] [-+]? [0-9]{1,2})?
boolean ::= "true" | "false"
date ::= [0-9] [0-9] [0-9] [0-9] "-" ("0" [1-9] | "1" [0-2]) "-" ("0" [1-9] | [12] [0-9] | "3" [01])
time ::= ([01] [0-9] | "2" [0-3]) ":" [0-5] [0-9] (":" [0-5] [0-9])?
zone ::= "Z" | [-+] [0-9] [0-9] ":" [0-9] [0-9]
value ::= object | array | string | number | boolean | "null"
object ::= "{" sp (string ":" sp value ("," sp string ":" sp value)*)? sp "}"
array ::= "[" sp (value ("," sp value)*)? sp "]"
"#;

/// The grammar of a schema; its root rule is `root`.
///
/// # Errors
/// [`Error::Internal`] for a schema that cannot be met or is not understood: schemas are written by
/// this program.
pub fn from_schema(schema: &Value) -> Result<String> {
    let mut grammar = Grammar { root: schema, rules: String::new(), count: 0, refs: HashMap::new() };
    let body = grammar.rule(schema)?;
    Ok(format!("root ::= {body}\n{COMMON}{}", grammar.rules))
}

struct Grammar<'a> {
    root: &'a Value,
    rules: String,
    count: usize,
    /// The rule of each definition that was referred to.
    refs: HashMap<String, String>,
}

impl Grammar<'_> {
    /// What stands for a value of the schema on the right of a rule: always one item.
    fn rule(&mut self, schema: &Value) -> Result<String> {
        let map = match schema {
            Value::Bool(true) => return Ok("value".into()),
            Value::Object(map) => map,
            _ => return Err(strange(schema)),
        };
        if let Some(at) = map.get("$ref") {
            return self.reference(at);
        }
        if let Some(only) = map.get("const") {
            return Ok(literal(&only.to_string()));
        }
        if let Some(values) = map.get("enum") {
            let values = values.as_array().ok_or_else(|| strange(schema))?;
            return any(values.iter().map(|value| literal(&value.to_string())).collect());
        }
        for key in ["anyOf", "oneOf", "allOf"] {
            let Some(parts) = map.get(key) else { continue };
            let parts = parts.as_array().filter(|parts| key != "allOf" || parts.len() == 1);
            let parts = parts.ok_or_else(|| strange(schema))?;
            return any(parts.iter().map(|part| self.rule(part)).collect::<Result<_>>()?);
        }
        match map.get("type") {
            Some(Value::String(kind)) => self.typed(kind, map),
            Some(Value::Array(kinds)) => {
                let kinds = kinds.iter().map(|kind| self.typed(kind.as_str().unwrap_or_default(), map));
                any(kinds.collect::<Result<_>>()?)
            }
            Some(_) => Err(strange(schema)),
            None if map.contains_key("properties") => self.typed("object", map),
            None => Ok("value".into()),
        }
    }

    fn typed(&mut self, kind: &str, map: &Map<String, Value>) -> Result<String> {
        match kind {
            "object" => self.object(map),
            "array" => self.array(map),
            "string" => Ok(string(map)),
            "integer" => Ok(integer(map)),
            "number" | "boolean" => Ok(kind.into()),
            "null" => Ok("\"null\"".into()),
            _ => Err(strange(&kind.into())),
        }
    }

    fn reference(&mut self, at: &Value) -> Result<String> {
        let at = at.as_str().ok_or_else(|| strange(at))?;
        if let Some(name) = self.refs.get(at) {
            return Ok(name.clone());
        }
        let target = at.strip_prefix('#').and_then(|path| self.root.pointer(path));
        let target = target.ok_or_else(|| strange(&at.into()))?.clone();
        // Named before it is written, because it may refer to itself.
        let name = self.name();
        self.refs.insert(at.into(), name.clone());
        let body = self.rule(&target)?;
        let _ = writeln!(self.rules, "{name} ::= {body}");
        Ok(name)
    }

    fn array(&mut self, map: &Map<String, Value>) -> Result<String> {
        let item = self.rule(map.get("items").unwrap_or(&Value::Bool(true)))?;
        let least = map.get("minItems").and_then(Value::as_u64).unwrap_or(0);
        let most = map.get("maxItems").and_then(Value::as_u64).filter(|&most| most <= LONGEST_COUNT);
        if most == Some(0) {
            return Ok("\"[]\"".into());
        }
        let more = counted(least.saturating_sub(1), most.map(|most| most - 1));
        let optional = if least == 0 { "?" } else { "" };
        Ok(self.define(&format!(r#""[" sp ({item} ("," sp {item}){more}){optional} sp "]""#)))
    }

    /// Keys in order. For every place in the list there is a rule for "nothing said yet" and one for
    /// "after a comma", so that any optional key can be left out.
    fn object(&mut self, map: &Map<String, Value>) -> Result<String> {
        let Some(properties) = map.get("properties").and_then(Value::as_object).filter(|p| !p.is_empty()) else {
            return match map.get("additionalProperties") {
                Some(Value::Bool(false)) => Ok("\"{}\"".into()),
                Some(other) => {
                    let value = self.rule(other)?;
                    let pair = format!(r#"string ":" sp {value}"#);
                    Ok(self.define(&format!(r#""{{" sp ({pair} ("," sp {pair})*)? sp "}}""#)))
                }
                None => Ok("object".into()),
            };
        };
        let required: Vec<&str> =
            map.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
        let mut pairs = Vec::new();
        for (key, schema) in properties {
            let value = self.rule(schema)?;
            let key_text = literal(&Value::from(key.as_str()).to_string());
            pairs.push((format!(r#"{key_text} ":" sp {value}"#), required.contains(&key.as_str())));
        }
        let (mut first, mut next) = ("\"\"".to_string(), "\"\"".to_string());
        for (pair, required) in pairs.into_iter().rev() {
            let (with_first, with_next) = (format!("{pair} {next}"), format!(r#""," sp {pair} {next}"#));
            if required {
                first = self.define(&with_first);
                next = self.define(&with_next);
            } else {
                first = self.define(&format!("{with_first} | {first}"));
                next = self.define(&format!("{with_next} | {next}"));
            }
        }
        Ok(self.define(&format!(r#""{{" sp {first} sp "}}""#)))
    }

    fn name(&mut self) -> String {
        self.count += 1;
        format!("r{}", self.count)
    }

    fn define(&mut self, body: &str) -> String {
        let name = self.name();
        let _ = writeln!(self.rules, "{name} ::= {body}");
        name
    }
}

fn any(alternatives: Vec<String>) -> Result<String> {
    match alternatives.is_empty() {
        true => Err(Error::internal("a schema that nothing fits")),
        false => Ok(format!("({})", alternatives.join(" | "))),
    }
}

fn string(map: &Map<String, Value>) -> String {
    match map.get("format").and_then(Value::as_str) {
        Some("date") => return r#"("\"" date "\"")"#.into(),
        Some("time") => return r#"("\"" time "\"")"#.into(),
        Some("date-time") => return r#"("\"" date "T" time zone "\"")"#.into(),
        _ => {}
    }
    let least = map.get("minLength").and_then(Value::as_u64).unwrap_or(0).min(LONGEST_COUNT);
    let most = map.get("maxLength").and_then(Value::as_u64).filter(|&most| most <= LONGEST_COUNT);
    match (least, most) {
        (0, None) => "string".into(),
        (least, most) => format!(r#"("\"" char{} "\"")"#, counted(least, most)),
    }
}

fn integer(map: &Map<String, Value>) -> String {
    let least = map.get("minimum").and_then(Value::as_i64);
    let most = map.get("maximum").and_then(Value::as_i64);
    match (least, most) {
        (Some(least), Some(most)) if least <= most && most.saturating_sub(least) <= 100 => {
            let values: Vec<String> = (least..=most).map(|value| format!("\"{value}\"")).collect();
            format!("({})", values.join(" | "))
        }
        (Some(0..), _) => "natural".into(),
        _ => "integer".into(),
    }
}

fn counted(least: u64, most: Option<u64>) -> String {
    match most {
        Some(most) => format!("{{{least},{}}}", most.max(least)),
        None if least == 0 => "*".into(),
        None => format!("{{{least},}}"),
    }
}

/// Text that must stand there as it is.
fn literal(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\r', "\\r");
    format!("\"{escaped}\"")
}

fn strange(schema: &Value) -> Error {
    let text: String = schema.to_string().chars().take(200).collect();
    Error::internal(format!("a schema that no grammar can be made of: {text}"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn root(schema: Value) -> String {
        let grammar = from_schema(&schema).unwrap();
        grammar.replace(COMMON, "")
    }

    #[test]
    fn simple_shapes() {
        assert_eq!(root(json!({ "type": "integer" })), "root ::= integer\n");
        assert_eq!(
            root(json!({ "type": "integer", "minimum": 1, "maximum": 3 })),
            "root ::= (\"1\" | \"2\" | \"3\")\n"
        );
        assert_eq!(root(json!({ "enum": ["a\"b", 1] })), "root ::= (\"\\\"a\\\\\\\"b\\\"\" | \"1\")\n");
        assert_eq!(root(json!({ "type": ["string", "null"] })), "root ::= (string | \"null\")\n");
        assert_eq!(root(json!({ "type": "string", "maxLength": 9 })), "root ::= (\"\\\"\" char{0,9} \"\\\"\")\n");
        assert_eq!(root(json!({})), "root ::= value\n");
    }

    #[test]
    fn keys_keep_their_order_and_optional_ones_may_go() {
        let schema = json!({ "type": "object", "required": ["z"],
            "properties": { "z": { "type": "boolean" }, "a": { "type": "null" } } });
        let want = "root ::= r5\n\
            r1 ::= \"\\\"a\\\"\" \":\" sp \"null\" \"\" | \"\"\n\
            r2 ::= \",\" sp \"\\\"a\\\"\" \":\" sp \"null\" \"\" | \"\"\n\
            r3 ::= \"\\\"z\\\"\" \":\" sp boolean r2\n\
            r4 ::= \",\" sp \"\\\"z\\\"\" \":\" sp boolean r2\n\
            r5 ::= \"{\" sp r3 sp \"}\"\n";
        assert_eq!(root(schema), want);
    }

    #[test]
    fn a_shape_may_contain_itself() {
        let tree =
            json!({ "$ref": "#/$defs/T", "$defs": { "T": { "type": "array", "items": { "$ref": "#/$defs/T" } } } });
        assert!(root(tree).contains("r2 ::= \"[\" sp (r1 (\",\" sp r1)*)? sp \"]\"\nr1 ::= r2\n"));
    }

    #[test]
    fn what_cannot_be_is_an_error() {
        for bad in [
            json!(false),
            json!({ "type": 5 }),
            json!({ "type": "date" }),
            json!({ "enum": [] }),
            json!({ "$ref": "#/x" }),
        ] {
            assert!(from_schema(&bad).is_err(), "{bad}");
        }
    }
}
