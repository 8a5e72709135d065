//! A JSON Schema per kind of line.

use mimamori_record::line;
use schemars::{JsonSchema, SchemaGenerator, generate::SchemaSettings};
use serde_json::{Value, json};

/// Kind and schema, in the order of a stream.
pub(crate) fn all() -> Vec<(&'static str, String)> {
    vec![
        one::<line::Begin>(),
        one::<line::Run>(),
        one::<line::Town>(),
        one::<line::Dataset>(),
        one::<line::Record>(),
        one::<line::Problem>(),
        one::<line::Source>(),
        one::<line::Pair>(),
        one::<line::Household>(),
        one::<line::Person>(),
        one::<line::Flag>(),
        one::<line::Due>(),
        one::<line::Item>(),
        one::<line::Table>(),
        one::<line::End>(),
    ]
}

fn one<L: line::Line + JsonSchema>() -> (&'static str, String) {
    // The shape of what is written: what we read may carry more.
    let generator = SchemaGenerator::new(SchemaSettings::draft2020_12().for_serialize());
    let mut schema: Value = generator.into_root_schema_for::<L>().into();
    schema["properties"]["kind"] = json!({"const": L::KIND});
    if let Some(required) = schema["required"].as_array_mut() {
        required.insert(0, json!("kind"));
    }
    if L::KIND != "record" {
        schema["additionalProperties"] = json!(false);
    }
    let text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    (L::KIND, text + "\n")
}
