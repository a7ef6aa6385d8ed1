"""One peer of `npm run bench`: the same work as the contestant of the same kind, by another program.

    python peers.py NAME FOLDER N

Prepares, prints a line, then does one round for each line that it reads and answers with its cost in
processor time per unit and with what it found. One thread, as the contestants have.
"""

import json
import os
import sys
import time

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1", RAYON_NUM_THREADS="1")

import numpy as np

DIMENSIONS = 384
K = 10
QUESTIONS = 40
EMBEDDED = 20


def rows(path):
    return np.fromfile(path, dtype="<f4").reshape(-1, DIMENSIONS)


def lines(path):
    with open(path, encoding="utf-8") as file:
        return file.read().split("\n")


def faiss_flat(folder):
    """Exact search over all rows, one question at a time as a person asks."""
    import faiss

    faiss.omp_set_num_threads(1)
    index = faiss.IndexFlatIP(DIMENSIONS)
    index.add(rows(f"{folder}/vectors.f32"))
    queries = rows(f"{folder}/queries.f32")
    return lambda: [(index.search(query[None], K)[1][0] + 1).tolist() for query in queries]


def hnswlib_graph(folder):
    """The graph at the smallest search width that finds 99 of 100, or at 400."""
    import hnswlib

    path = f"{folder}/hnswlib.index"
    vectors, queries = rows(f"{folder}/vectors.f32"), rows(f"{folder}/queries.f32")
    index = hnswlib.Index(space="ip", dim=DIMENSIONS)
    if os.path.exists(path):
        index.load_index(path, max_elements=len(vectors))
    else:
        index.init_index(max_elements=len(vectors), M=16, ef_construction=200)
        index.set_num_threads(os.cpu_count())
        index.add_items(vectors)
        index.save_index(path)
    index.set_num_threads(1)
    truth = [set(np.argpartition(vectors @ query, -K)[-K:]) for query in queries]
    for width in (20, 40, 60, 80, 120, 160, 240, 400):
        index.set_ef(width)
        found = [index.knn_query(query[None], k=K)[0][0] for query in queries]
        if sum(len(t & set(f)) for t, f in zip(truth, found)) >= 0.99 * K * len(queries):
            break
    return lambda: [(index.knn_query(query[None], k=K)[0][0] + 1).tolist() for query in queries]


def sqlite_vec_match(folder):
    """The extension as its own package brings it, over a table in a file."""
    # Not the standard module: some Pythons are built without extensions.
    import apsw
    import sqlite_vec

    path = f"{folder}/peer-vec.db"
    made = os.path.exists(path)
    db = apsw.Connection(path)
    db.enable_load_extension(True)
    sqlite_vec.load(db)
    if not made:
        db.execute(f"create virtual table v using vec0 (embedding float[{DIMENSIONS}])")
        numbered = ((at + 1, row.tobytes()) for at, row in enumerate(rows(f"{folder}/vectors.f32")))
        with db:
            db.executemany("insert into v (rowid, embedding) values (?, ?)", numbered)
    queries = [query.tobytes() for query in rows(f"{folder}/queries.f32")[:20]]
    sql = f"select rowid from v where embedding match ? and k = {K} order by distance"
    return lambda: [[found for (found,) in db.execute(sql, (query,))] for query in queries]


def tantivy_words(folder):
    """Any of the words, twenty best."""
    import tantivy

    schema = tantivy.SchemaBuilder()
    schema.add_integer_field("id", stored=True, indexed=True)
    schema.add_text_field("text", stored=False, tokenizer_name="en_stem")
    index = tantivy.Index(schema.build())
    writer = index.writer(heap_size=200_000_000, num_threads=1)
    for at, text in enumerate(lines(f"{folder}/passages.txt")):
        writer.add_document(tantivy.Document(id=at + 1, text=text))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()
    questions = lines(f"{folder}/questions.txt")[:QUESTIONS]

    def ask(question):
        query = index.parse_query(question, ["text"])
        return [searcher.doc(place)["id"][0] for _, place in searcher.search(query, 20).hits]

    return lambda: [ask(question) for question in questions]


def onnx_encoder(folder, texts, quantised):
    """MiniLM's graph in ONNX Runtime, tokenised by the same library."""
    import onnxruntime
    from tokenizers import Tokenizer

    path = f"{folder}/onnx/model.onnx"
    if quantised:
        from onnxruntime.quantization import QuantType, quantize_dynamic

        small = f"{folder}/onnx/model-int8.onnx"
        if not os.path.exists(small):
            quantize_dynamic(path, small, per_channel=True, weight_type=QuantType.QInt8)
        path = small
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_file(f"{folder}/onnx/tokenizer.json")
    tokenizer.no_padding()
    tokenizer.enable_truncation(256)

    def embed(text):
        ids = np.array([tokenizer.encode(text).ids], dtype=np.int64)
        inputs = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        vector = session.run(["pooled"], inputs)[0][0]
        return vector / np.linalg.norm(vector)

    return lambda: [[] for text in texts if embed(text) is not None]


def passages(folder):
    return lines(f"{folder}/passages.txt")[:EMBEDDED]


def questions(folder):
    return lines(f"{folder}/questions.txt")[:QUESTIONS]


PEERS = {
    "faiss": faiss_flat,
    "hnswlib": hnswlib_graph,
    "sqlite-vec": sqlite_vec_match,
    "tantivy": tantivy_words,
    "onnxruntime": lambda folder: onnx_encoder(folder, passages(folder), False),
    "onnxruntime-int8": lambda folder: onnx_encoder(folder, passages(folder), True),
    "onnxruntime-question": lambda folder: onnx_encoder(folder, questions(folder), False),
    "onnxruntime-int8-question": lambda folder: onnx_encoder(folder, questions(folder), True),
}


def main():
    name, folder, _ = sys.argv[1:]
    began = time.process_time()
    work = PEERS[name](folder)
    print(json.dumps({"ready_ms": (time.process_time() - began) * 1e3}), flush=True)
    for _ in sys.stdin:
        cpu, wall = time.process_time(), time.perf_counter()
        answers = work()
        each = 1e3 / max(len(answers), 1)
        cost = {"cpu_ms": (time.process_time() - cpu) * each, "wall_ms": (time.perf_counter() - wall) * each}
        print(json.dumps({**cost, "answers": answers, "waits": []}), flush=True)


main()
