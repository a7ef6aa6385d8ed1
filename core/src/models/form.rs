//! Whether a JSON value has the form that a schema describes. Understands what [`super::grammar`] does, and
//! also ranges of numbers; what neither knows (patterns) holds anything.

use serde_json::{Map, Value};

/// How deep references are followed: a schema may contain itself.
const DEEPEST: usize = 64;

/// What is wrong with a value, in words for a person and a model; `Ok` when nothing is.
pub(super) fn check(value: &Value, schema: &Value) -> Result<(), String> {
    Form { root: schema }.value(value, schema, "the answer", 0)
}

struct Form<'a> {
    root: &'a Value,
}

impl Form<'_> {
    fn value(&self, value: &Value, schema: &Value, at: &str, depth: usize) -> Result<(), String> {
        let map = match schema {
            Value::Bool(true) => return Ok(()),
            Value::Object(map) if depth < DEEPEST => map,
            _ => return Err(format!("{at} may not be there")),
        };
        if let Some(path) = map.get("$ref").and_then(Value::as_str) {
            let target = path.strip_prefix('#').and_then(|path| self.root.pointer(path));
            return self.value(value, target.unwrap_or(&Value::Bool(true)), at, depth + 1);
        }
        if map.get("const").is_some_and(|only| only != value) {
            return Err(format!("{at} must be {}", map["const"]));
        }
        if let Some(values) = map.get("enum").and_then(Value::as_array)
            && !values.contains(value)
        {
            let all: Vec<String> = values.iter().map(Value::to_string).collect();
            return Err(format!("{at} must be one of {}", all.join(", ")));
        }
        for key in ["anyOf", "oneOf"] {
            let Some(parts) = map.get(key).and_then(Value::as_array) else { continue };
            let mut tried = parts.iter().map(|part| self.value(value, part, at, depth + 1));
            if !tried.any(|one| one.is_ok()) {
                return Err(format!("{at} has none of its forms"));
            }
        }
        for part in map.get("allOf").and_then(Value::as_array).into_iter().flatten() {
            self.value(value, part, at, depth + 1)?;
        }
        kind(value, map, at)?;
        match value {
            Value::Object(object) => self.object(object, map, at, depth),
            Value::Array(items) => {
                count(items.len(), map, "minItems", "maxItems", at, "items")?;
                let Some(schema) = map.get("items") else { return Ok(()) };
                let mut numbered = items.iter().enumerate();
                numbered.try_for_each(|(n, item)| self.value(item, schema, &format!("{at}[{n}]"), depth + 1))
            }
            Value::String(text) => {
                count(text.chars().count(), map, "minLength", "maxLength", at, "characters")?;
                date(text, map, at)
            }
            Value::Number(number) => range(number.as_f64().unwrap_or(f64::NAN), map, at),
            Value::Bool(_) | Value::Null => Ok(()),
        }
    }

    fn object(
        &self,
        object: &Map<String, Value>,
        map: &Map<String, Value>,
        at: &str,
        depth: usize,
    ) -> Result<(), String> {
        for key in map.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str) {
            if !object.contains_key(key) {
                return Err(format!("{at} lacks {key}"));
            }
        }
        let properties = map.get("properties").and_then(Value::as_object);
        for (key, value) in object {
            let inside = format!("{at}.{key}");
            match (properties.and_then(|properties| properties.get(key)), map.get("additionalProperties")) {
                (Some(schema), _) | (None, Some(schema)) => self.value(value, schema, &inside, depth + 1)?,
                (None, None) => {}
            }
        }
        Ok(())
    }
}

fn kind(value: &Value, map: &Map<String, Value>, at: &str) -> Result<(), String> {
    let is = |kind: &str| match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64() || value.as_f64().is_some_and(|number| number.fract() == 0.0),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        _ => false,
    };
    let kinds: Vec<&str> = match map.get("type") {
        None => return Ok(()),
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
        Some(kind) => kind.as_str().into_iter().collect(),
    };
    if kinds.iter().any(|kind| is(kind)) { Ok(()) } else { Err(format!("{at} must be of type {}", kinds.join(" or "))) }
}

fn count(n: usize, map: &Map<String, Value>, least: &str, most: &str, at: &str, what: &str) -> Result<(), String> {
    let limit = |key: &str| map.get(key).and_then(Value::as_u64).and_then(|limit| usize::try_from(limit).ok());
    match (limit(least), limit(most)) {
        (Some(least), _) if n < least => Err(format!("{at} has {n} {what}, and must have at least {least}")),
        (_, Some(most)) if n > most => Err(format!("{at} has {n} {what}, and may have at most {most}")),
        _ => Ok(()),
    }
}

fn range(number: f64, map: &Map<String, Value>, at: &str) -> Result<(), String> {
    let limit = |key: &str| map.get(key).and_then(Value::as_f64);
    let low = limit("minimum").is_some_and(|least| number < least)
        || limit("exclusiveMinimum").is_some_and(|least| number <= least);
    let high = limit("maximum").is_some_and(|most| number > most)
        || limit("exclusiveMaximum").is_some_and(|most| number >= most);
    if low || high { Err(format!("{at} is {number}, which is out of its range")) } else { Ok(()) }
}

fn date(text: &str, map: &Map<String, Value>, at: &str) -> Result<(), String> {
    let good = match map.get("format").and_then(Value::as_str) {
        Some("date") => text.parse::<jiff::civil::Date>().is_ok(),
        Some("time") => text.parse::<jiff::civil::Time>().is_ok(),
        Some("date-time") => text.parse::<jiff::Timestamp>().is_ok() || text.parse::<jiff::civil::DateTime>().is_ok(),
        _ => true,
    };
    if good { Ok(()) } else { Err(format!("{at} is no such date or time: {text}")) }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_form_is_held_to() {
        let schema = json!({
            "type": "object", "required": ["title", "due"], "additionalProperties": false,
            "properties": {
                "title": { "type": "string", "minLength": 1, "maxLength": 5 },
                "due": { "anyOf": [{ "type": "string", "format": "date" }, { "type": "null" }] },
                "kind": { "enum": ["task", "event"] },
                "minutes": { "type": "integer", "minimum": 0, "exclusiveMaximum": 60 },
                "parts": { "type": "array", "maxItems": 2, "items": { "$ref": "#" } },
                "more": { "type": ["string", "boolean"] },
            }
        });
        for good in [
            json!({ "title": "a", "due": null }),
            json!({ "title": "日本語日本", "due": "2026-02-28", "kind": "task", "minutes": 59, "more": true }),
            json!({ "title": "a", "due": null, "parts": [{ "title": "b", "due": null }] }),
        ] {
            assert_eq!(check(&good, &schema), Ok(()), "{good}");
        }
        for (bad, words) in [
            (json!([]), "must be of type object"),
            (json!({ "title": "a" }), "the answer lacks due"),
            (json!({ "title": "", "due": null }), "the answer.title has 0 characters"),
            (json!({ "title": "abcdef", "due": null }), "at most 5"),
            (json!({ "title": "a", "due": "2026-02-30" }), "the answer.due has none of its forms"),
            (json!({ "title": "a", "due": null, "kind": "x" }), "must be one of \"task\", \"event\""),
            (json!({ "title": "a", "due": null, "minutes": 60 }), "out of its range"),
            (json!({ "title": "a", "due": null, "minutes": 1.5 }), "must be of type integer"),
            (json!({ "title": "a", "due": null, "x": 1 }), "the answer.x may not be there"),
            (json!({ "title": "a", "due": null, "parts": [{ "title": "b" }] }), "the answer.parts[0] lacks due"),
            (json!({ "title": "a", "due": null, "more": 1 }), "string or boolean"),
        ] {
            let wrong = check(&bad, &schema).unwrap_err();
            assert!(wrong.contains(words), "{bad}: {wrong}");
        }
        let endless = json!({ "$ref": "#" });
        assert!(check(&json!(1), &endless).is_err());
    }
}
