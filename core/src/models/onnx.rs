//! A BERT encoder written down as an ONNX graph, node by node.
//!
//! The runtime reads ONNX; the hub offers safetensors. Nothing but this file stands between the two:
//! no Python, no converter, no second copy of the weights on disk. [`bert`] makes the graph (some
//! 40 kB) in memory and gives each tensor the name under which the runtime asks for its bytes.
//!
//! The messages are the part of `onnx.proto` (ONNX 1.17, proto2, hence unpacked integers) that the
//! graph needs; the operators are those of opset 17.

use prost::Message;
use safetensors::{Dtype, SafeTensors};

use crate::error::{Error, Result};

#[derive(Clone, PartialEq, Message)]
struct ModelProto {
    #[prost(int64, tag = "1")]
    ir_version: i64,
    #[prost(string, tag = "2")]
    producer_name: String,
    #[prost(message, optional, tag = "7")]
    graph: Option<GraphProto>,
    #[prost(message, repeated, tag = "8")]
    opset_import: Vec<OperatorSetIdProto>,
}

#[derive(Clone, PartialEq, Message)]
struct OperatorSetIdProto {
    #[prost(string, tag = "1")]
    domain: String,
    #[prost(int64, tag = "2")]
    version: i64,
}

#[derive(Clone, PartialEq, Message)]
struct GraphProto {
    #[prost(message, repeated, tag = "1")]
    node: Vec<NodeProto>,
    #[prost(string, tag = "2")]
    name: String,
    #[prost(message, repeated, tag = "5")]
    initializer: Vec<TensorProto>,
    #[prost(message, repeated, tag = "11")]
    input: Vec<ValueInfoProto>,
    #[prost(message, repeated, tag = "12")]
    output: Vec<ValueInfoProto>,
}

#[derive(Clone, PartialEq, Message)]
struct NodeProto {
    #[prost(string, repeated, tag = "1")]
    input: Vec<String>,
    #[prost(string, repeated, tag = "2")]
    output: Vec<String>,
    #[prost(string, tag = "3")]
    name: String,
    #[prost(string, tag = "4")]
    op_type: String,
    #[prost(message, repeated, tag = "5")]
    attribute: Vec<AttributeProto>,
}

#[derive(Clone, PartialEq, Message)]
struct AttributeProto {
    #[prost(string, tag = "1")]
    name: String,
    #[prost(float, optional, tag = "2")]
    f: Option<f32>,
    #[prost(int64, optional, tag = "3")]
    i: Option<i64>,
    #[prost(int64, repeated, packed = "false", tag = "8")]
    ints: Vec<i64>,
    #[prost(int32, tag = "20")]
    kind: i32,
}

#[derive(Clone, PartialEq, Message)]
struct TensorProto {
    #[prost(int64, repeated, packed = "false", tag = "1")]
    dims: Vec<i64>,
    #[prost(int32, tag = "2")]
    data_type: i32,
    #[prost(string, tag = "8")]
    name: String,
    #[prost(bytes = "vec", optional, tag = "9")]
    raw_data: Option<Vec<u8>>,
    #[prost(message, repeated, tag = "13")]
    external_data: Vec<StringStringEntryProto>,
    #[prost(int32, optional, tag = "14")]
    data_location: Option<i32>,
}

#[derive(Clone, PartialEq, Message)]
struct StringStringEntryProto {
    #[prost(string, tag = "1")]
    key: String,
    #[prost(string, tag = "2")]
    value: String,
}

#[derive(Clone, PartialEq, Message)]
struct ValueInfoProto {
    #[prost(string, tag = "1")]
    name: String,
    #[prost(message, optional, tag = "2")]
    kind: Option<TypeProto>,
}

#[derive(Clone, PartialEq, Message)]
struct TypeProto {
    #[prost(message, optional, tag = "1")]
    tensor: Option<TensorTypeProto>,
}

#[derive(Clone, PartialEq, Message)]
struct TensorTypeProto {
    #[prost(int32, tag = "1")]
    elem_type: i32,
    #[prost(message, optional, tag = "2")]
    shape: Option<ShapeProto>,
}

#[derive(Clone, PartialEq, Message)]
struct ShapeProto {
    #[prost(message, repeated, tag = "1")]
    dim: Vec<DimensionProto>,
}

#[derive(Clone, PartialEq, Message)]
struct DimensionProto {
    #[prost(int64, optional, tag = "1")]
    value: Option<i64>,
    #[prost(string, optional, tag = "2")]
    param: Option<String>,
}

const FLOAT: i32 = 1;
const INT64: i32 = 7;

/// The shape of a BERT encoder that its tensors do not tell.
#[derive(Debug, Clone, Copy)]
pub struct Bert {
    pub layers: usize,
    /// Attention heads; must divide the hidden size.
    pub heads: usize,
    /// Added to the variance in every layer norm.
    pub epsilon: f32,
}

/// A graph and the tensors that it refers to.
pub struct Graph {
    /// Serialised `ModelProto`. Inputs `input_ids`, `attention_mask`, `token_type_ids`, each int64
    /// of shape `[1, n]`; output `pooled`, float of shape `[1, hidden]`, the mean of the last layer
    /// over the tokens whose mask is 1.
    pub model: Vec<u8>,
    /// Bytes of each weight (little-endian f32) under the file name the graph asks for.
    pub weights: Vec<(String, Vec<u8>)>,
}

/// Writes the graph of a BERT encoder with mean pooling over the given tensors, which bear the names
/// of the reference implementation (`embeddings.word_embeddings.weight`, `encoder.layer.0.…`).
///
/// # Errors
/// [`Error::Model`] when a tensor is missing or is not f32.
pub fn bert(tensors: &SafeTensors<'_>, shape: Bert) -> Result<Graph> {
    let hidden = tensor(tensors, "embeddings.LayerNorm.weight")?.shape().iter().product::<usize>();
    let mut g = Writer { tensors, graph: GraphProto::default(), weights: Vec::new() };
    g.graph.name = "bert".into();
    for input in ["input_ids", "attention_mask", "token_type_ids"] {
        g.graph.input.push(value(input, INT64, &[None]));
    }
    g.graph.output.push(value("pooled", FLOAT, &[Some(hidden as i64)]));

    // The positions 0 to n - 1 are the first n rows of their table.
    let table = g.weight("embeddings.position_embeddings.weight", false)?;
    let (zero, one, two) = (g.ints(&[0]), g.ints(&[1]), g.ints(&[2]));
    let length = g.node("Shape", &["input_ids"], vec![]);
    let length = g.node("Slice", &[&length, &one, &two, &zero], vec![]);
    let positions = g.node("Slice", &[&table, &zero, &length, &zero], vec![]);
    let table = g.weight("embeddings.word_embeddings.weight", false)?;
    let words = g.node("Gather", &[&table, "input_ids"], vec![int("axis", 0)]);
    let table = g.weight("embeddings.token_type_embeddings.weight", false)?;
    let types = g.node("Gather", &[&table, "token_type_ids"], vec![int("axis", 0)]);
    let sum = g.node("Add", &[&words, &types], vec![]);
    let sum = g.node("Add", &[&sum, &positions], vec![]);
    let mut x = g.layer_norm(&sum, "embeddings.LayerNorm", shape.epsilon)?;

    // 0 where a token counts, a large negative number where it is padding; shape [1, 1, 1, n].
    let mask = g.node("Cast", &["attention_mask"], vec![int("to", i64::from(FLOAT))]);
    let axes = g.ints(&[1, 2]);
    let bias = g.node("Unsqueeze", &[&mask, &axes], vec![]);
    let (unit, large) = (g.floats(&[1.0]), g.floats(&[-1e9]));
    let bias = g.node("Sub", &[&unit, &bias], vec![]);
    let bias = g.node("Mul", &[&bias, &large], vec![]);

    for layer in 0..shape.layers {
        x = g.layer(&x, &bias, &format!("encoder.layer.{layer}"), hidden, shape)?;
    }

    let axes = g.ints(&[2]);
    let mask = g.node("Unsqueeze", &[&mask, &axes], vec![]);
    let counted = g.node("Mul", &[&x, &mask], vec![]);
    let sum = g.node("ReduceSum", &[&counted, &one], vec![int("keepdims", 0)]);
    let count = g.node("ReduceSum", &[&mask, &one], vec![int("keepdims", 0)]);
    let pooled = g.node("Div", &[&sum, &count], vec![]);
    g.graph.node.push(NodeProto {
        input: vec![pooled],
        output: vec!["pooled".into()],
        name: "out".into(),
        op_type: "Identity".into(),
        attribute: vec![],
    });

    let model = ModelProto {
        ir_version: 8,
        producer_name: "almanac".into(),
        graph: Some(g.graph),
        opset_import: vec![OperatorSetIdProto { domain: String::new(), version: 17 }],
    };
    Ok(Graph { model: model.encode_to_vec(), weights: g.weights })
}

/// A graph in the making. Every method adds nodes and returns the name of the last one's output.
struct Writer<'a, 'data> {
    tensors: &'a SafeTensors<'data>,
    graph: GraphProto,
    weights: Vec<(String, Vec<u8>)>,
}

impl Writer<'_, '_> {
    fn node(&mut self, op: &str, input: &[&str], attribute: Vec<AttributeProto>) -> String {
        let name = format!("n{}", self.graph.node.len());
        self.graph.node.push(NodeProto {
            input: input.iter().map(ToString::to_string).collect(),
            output: vec![name.clone()],
            name: name.clone(),
            op_type: op.into(),
            attribute,
        });
        name
    }

    fn constant(&mut self, data_type: i32, dims: Vec<i64>, raw: Vec<u8>) -> String {
        let name = format!("c{}", self.graph.initializer.len());
        self.graph.initializer.push(TensorProto {
            dims,
            data_type,
            name: name.clone(),
            raw_data: Some(raw),
            ..TensorProto::default()
        });
        name
    }

    fn ints(&mut self, values: &[i64]) -> String {
        let raw = values.iter().flat_map(|v| v.to_le_bytes()).collect();
        self.constant(INT64, vec![values.len() as i64], raw)
    }

    fn floats(&mut self, values: &[f32]) -> String {
        let raw = values.iter().flat_map(|v| v.to_le_bytes()).collect();
        self.constant(FLOAT, vec![values.len() as i64], raw)
    }

    /// Adds a tensor of the file; a matrix can be transposed on the way, because the reference keeps
    /// `[out, in]` and a MatMul wants `[in, out]`.
    fn weight(&mut self, name: &str, transpose: bool) -> Result<String> {
        let view = tensor(self.tensors, name)?;
        let mut dims: Vec<i64> = view.shape().iter().map(|&d| d as i64).collect();
        let bytes = match (transpose, view.shape()) {
            (true, &[rows, columns]) => {
                dims.reverse();
                transposed(view.data(), rows, columns)
            }
            _ => view.data().to_vec(),
        };
        let file = format!("{}.data", self.weights.len());
        let entry = |key: &str, value: String| StringStringEntryProto { key: key.into(), value };
        self.graph.initializer.push(TensorProto {
            dims,
            data_type: FLOAT,
            name: name.into(),
            raw_data: None,
            external_data: vec![
                entry("location", file.clone()),
                entry("offset", "0".into()),
                entry("length", bytes.len().to_string()),
            ],
            data_location: Some(1),
        });
        self.weights.push((file, bytes));
        Ok(name.into())
    }

    fn dense(&mut self, x: &str, prefix: &str) -> Result<String> {
        let weight = self.weight(&format!("{prefix}.weight"), true)?;
        let bias = self.weight(&format!("{prefix}.bias"), false)?;
        let product = self.node("MatMul", &[x, &weight], vec![]);
        Ok(self.node("Add", &[&product, &bias], vec![]))
    }

    fn layer_norm(&mut self, x: &str, prefix: &str, epsilon: f32) -> Result<String> {
        let scale = self.weight(&format!("{prefix}.weight"), false)?;
        let bias = self.weight(&format!("{prefix}.bias"), false)?;
        let attributes = vec![int("axis", -1), float("epsilon", epsilon)];
        Ok(self.node("LayerNormalization", &[x, &scale, &bias], attributes))
    }

    /// One encoder layer: attention, then the feed-forward pair, each added to its input and normed.
    fn layer(&mut self, x: &str, mask: &str, prefix: &str, hidden: usize, shape: Bert) -> Result<String> {
        let size = hidden / shape.heads;
        let split = self.ints(&[0, 0, shape.heads as i64, size as i64]);
        let join = self.ints(&[0, 0, hidden as i64]);
        let heads = |g: &mut Self, part: &str, order: &[i64]| -> Result<String> {
            let dense = g.dense(x, &format!("{prefix}.attention.self.{part}"))?;
            let apart = g.node("Reshape", &[&dense, &split], vec![]);
            Ok(g.node("Transpose", &[&apart], vec![ints("perm", order)]))
        };
        let query = heads(self, "query", &[0, 2, 1, 3])?;
        let key = heads(self, "key", &[0, 2, 3, 1])?;
        let values = heads(self, "value", &[0, 2, 1, 3])?;
        let root = self.floats(&[(size as f32).sqrt()]);
        let scores = self.node("MatMul", &[&query, &key], vec![]);
        let scores = self.node("Div", &[&scores, &root], vec![]);
        let scores = self.node("Add", &[&scores, mask], vec![]);
        let scores = self.node("Softmax", &[&scores], vec![int("axis", -1)]);
        let mixed = self.node("MatMul", &[&scores, &values], vec![]);
        let mixed = self.node("Transpose", &[&mixed], vec![ints("perm", &[0, 2, 1, 3])]);
        let mixed = self.node("Reshape", &[&mixed, &join], vec![]);
        let mixed = self.dense(&mixed, &format!("{prefix}.attention.output.dense"))?;
        let sum = self.node("Add", &[&mixed, x], vec![]);
        let x = self.layer_norm(&sum, &format!("{prefix}.attention.output.LayerNorm"), shape.epsilon)?;

        let wide = self.dense(&x, &format!("{prefix}.intermediate.dense"))?;
        let wide = self.gelu(&wide);
        let narrow = self.dense(&wide, &format!("{prefix}.output.dense"))?;
        let sum = self.node("Add", &[&narrow, &x], vec![]);
        self.layer_norm(&sum, &format!("{prefix}.output.LayerNorm"), shape.epsilon)
    }

    /// x · (1 + erf(x / √2)) / 2, exactly; the tanh approximation would shift every vector.
    fn gelu(&mut self, x: &str) -> String {
        let root = self.floats(&[std::f32::consts::SQRT_2]);
        let one = self.floats(&[1.0]);
        let half = self.floats(&[0.5]);
        let y = self.node("Div", &[x, &root], vec![]);
        let y = self.node("Erf", &[&y], vec![]);
        let y = self.node("Add", &[&y, &one], vec![]);
        let y = self.node("Mul", &[x, &y], vec![]);
        self.node("Mul", &[&y, &half], vec![])
    }
}

fn tensor<'data>(tensors: &SafeTensors<'data>, name: &str) -> Result<safetensors::tensor::TensorView<'data>> {
    match tensors.tensor(name) {
        Ok(view) if view.dtype() == Dtype::F32 => Ok(view),
        Ok(_) => Err(Error::Model(format!("the embedding model's file is of an unknown kind: {name} is not f32"))),
        Err(_) => Err(Error::Model(format!("the embedding model's file is incomplete: {name} is missing"))),
    }
}

/// A row-major matrix of 4-byte numbers with its rows and columns exchanged.
fn transposed(data: &[u8], rows: usize, columns: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(data.len());
    for column in 0..columns {
        for row in 0..rows {
            let at = (row * columns + column) * 4;
            out.extend_from_slice(&data[at..at + 4]);
        }
    }
    out
}

fn int(name: &str, i: i64) -> AttributeProto {
    AttributeProto { name: name.into(), i: Some(i), kind: 2, ..AttributeProto::default() }
}

fn float(name: &str, f: f32) -> AttributeProto {
    AttributeProto { name: name.into(), f: Some(f), kind: 1, ..AttributeProto::default() }
}

fn ints(name: &str, ints: &[i64]) -> AttributeProto {
    AttributeProto { name: name.into(), ints: ints.to_vec(), kind: 7, ..AttributeProto::default() }
}

/// A value of shape `[1, …]`; `None` is the number of tokens.
fn value(name: &str, elem_type: i32, rest: &[Option<i64>]) -> ValueInfoProto {
    let dim = std::iter::once(Some(1))
        .chain(rest.iter().copied())
        .map(|value| DimensionProto { value, param: value.is_none().then(|| "tokens".into()) })
        .collect();
    let tensor = TensorTypeProto { elem_type, shape: Some(ShapeProto { dim }) };
    ValueInfoProto { name: name.into(), kind: Some(TypeProto { tensor: Some(tensor) }) }
}
