#!/usr/bin/env python3
"""Fits the two forests that judge leaves (first.txt, second.txt).

    cargo run --release --example extract_features -- DIR > SET.ndjson     for each set
    train.py --sets DIR[,DIR...] --features SET.ndjson[,...] [--out FOLDER]

With --unseen FOLDER --runner EXTRACT_UNSEEN --pages DIR[,DIR...] the articles of the pages are written to
FOLDER/SET.ndjson, each made with forests that have not seen its site (examples/extract_unseen.rs);
the forests of a fold and the names of those pages stay in FOLDER/foldN (examples/ablate).

DIR holds truth.jsonl(.gz) (id, file, text and/or with/without snippets) as the extraction sets do;
needs numpy and lightgbm. The seed is fixed; columns are named in src/extract/features.rs.
A leaf's label is the share of its word runs that stand in the page's true text; its weight is its
length against the page's, because pages are scored, not leaves. The first round is fitted in folds by
site, and the second round learns from its opinions of sites it had not seen; the figures printed are of
pages whose site neither round has seen.
"""
import argparse, gzip, json, os, re, statistics, subprocess
from collections import Counter
from urllib.parse import urlparse

import lightgbm as lgb
import numpy as np

TOKEN = re.compile(r"\w+")
WIDE = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
PAGE_WEIGHT = {"mozilla": 0.7, "trafilatura": 0.5, "cwced": 1.0, "fundus": 1.5, "scrapinghub": 1.5}


def tokens(text):
    return TOKEN.findall(WIDE.sub(lambda m: " " + m[0] + " ", text or ""))


def shingles(words):
    return Counter(tuple(words[i:i + 4]) for i in range(max(1, len(words) - 3))) if words else Counter()


def page_score(truth, text):
    a, b = shingles(TOKEN.findall(truth)), shingles(TOKEN.findall(text))
    tp = sum(min(a[k], b[k]) for k in a)
    return (tp / sum(b.values()) if b else 0.0), (tp / sum(a.values()) if a else 0.0)


def load_truth(folder):
    path = os.path.join(folder, "truth.jsonl")
    opener = open if os.path.exists(path) else gzip.open
    path = path if os.path.exists(path) else path + ".gz"
    with opener(path, "rt", encoding="utf8") as file:
        return {row["file"]: row for row in map(json.loads, filter(str.strip, file))}


def label(row, truth):
    """One (label, weight) for each leaf; weight 0 leaves it out."""
    out = []
    if truth.get("text"):
        words = tokens(truth["text"])
        runs, joined = shingles(words), " " + " ".join(words) + " "
        for text in row["texts"]:
            own = tokens(text)
            if not own:
                out.append((0.0, 0.0))
                continue
            if len(own) < 4:
                share = float(" " + " ".join(own) + " " in joined)
            else:
                mine = [tuple(own[i:i + 4]) for i in range(len(own) - 3)]
                share = sum(run in runs for run in mine) / len(mine)
            out.append((float(share > 0.6), (len(own) + 4) / (len(words) + 150) * 400))
        return out
    wanted = [" ".join(s.split()) for s in truth.get("with") or []]
    unwanted = [" ".join(s.split()) for s in truth.get("without") or []]
    for text in row["texts"]:
        if any(s in text for s in wanted):
            out.append((1.0, 6.0))
        elif any(s in text for s in unwanted):
            out.append((0.0, 6.0))
        else:
            out.append((0.0, 0.0))
    return out


def load(folders, files):
    pages = []
    for folder, path in zip(folders, files):
        name, truths = os.path.basename(folder.rstrip("/")), load_truth(folder)
        for line in open(path, encoding="utf8"):
            row = json.loads(line)
            truth = truths.get(row["file"])
            if not truth or not row["rows"]:
                continue
            host = (urlparse(truth.get("url") or row["file"]).hostname or row["file"]).split(".")
            row["texts"] = row["texts"][:len(row["rows"])]  # what follows belongs to another article
            for key in ("sizes", "siblings", "signatures"):
                row[key] = row[key][:len(row["rows"])]
            labels = np.array(label(row, truth))
            labels[:, 1] *= PAGE_WEIGHT.get(name, 1.0)
            apart = [row["title"]] if row["title"] is not None else []
            dek = [leaf for leaf in row["dek"] if leaf < len(labels)]
            # fundus counts the standfirst as text, the others only where it is the first paragraph
            labels[apart + (dek if name == "fundus" else []), 1] = 0.0
            pages.append({"set": name, "truth": truth.get("text"), "site": ".".join(host[-3:] if len(host[-1]) == 2 and len(host) > 2 and len(host[-2]) <= 3 else host[-2:]),
                          "rows": np.array(row["rows"], np.float32), "texts": row["texts"], "labels": labels, "apart": apart,
                          "file": row["file"], "sizes": np.array(row["sizes"], np.float32), "siblings": row["siblings"],
                          "signatures": row["signatures"], "dek": dek})
    return pages, row["names"], row["second_names"]


PARAMETERS = dict(objective="binary", learning_rate=0.08, num_leaves=20, min_data_in_leaf=40, min_sum_hessian_in_leaf=20,
                  feature_fraction=0.5, bagging_fraction=0.7, bagging_freq=1, lambda_l2=10.0, max_bin=63,
                  seed=1, deterministic=True, force_row_wise=True, verbose=-1, num_threads=2)


def fit(pages, trees, key):
    use = [page["labels"][:, 1] > 0 for page in pages]
    data = lgb.Dataset(np.concatenate([p[key][u] for p, u in zip(pages, use)]),
                       np.concatenate([p["labels"][u, 0] for p, u in zip(pages, use)]),
                       weight=np.concatenate([p["labels"][u, 1] for p, u in zip(pages, use)]))
    return lgb.train(PARAMETERS, data, num_boost_round=trees)


def in_folds(pages, trees, key, count):
    """Sets p of each page by a model that has not seen its site; returns the models."""
    sites = sorted({page["site"] for page in pages})
    fold = {site: i % count for i, site in enumerate(np.random.RandomState(1).permutation(sites))}
    models = []
    for k in range(count):
        models.append(fit([p for p in pages if fold[p["site"]] != k], trees, key))
        for page in (p for p in pages if fold[p["site"]] == k):
            page["fold"] = k
            page["p"] = models[k].predict(page[key])
            page["p"][page["apart"]] = 0.0
    return models


def second_round(page):
    """The columns of features::around::second."""
    p, sizes = page["p"].astype(np.float32), page["sizes"]
    n, near = len(p), np.pad(p, 4, constant_values=-1)
    taken, all_ = np.concatenate([[0], np.cumsum(sizes * p)]), np.concatenate([[0], np.cumsum(sizes)])
    at = np.arange(n)
    share = lambda a, b: (taken[b] - taken[a]) / np.maximum(all_[b] - all_[a], 1)
    names, codes = np.unique(page["signatures"], return_inverse=True)
    of_signature = np.bincount(codes, sizes * p) / np.maximum(np.bincount(codes, sizes), 1)
    start, end = np.array(page["siblings"]).reshape(-1, 2).T
    total = max(taken[-1], 1.0)
    more = [p] + [near[4 + o:4 + o + n] for o in (-4, -3, -2, -1, 1, 2, 3, 4)] + [
        taken[:-1] / total, (taken[-1] - taken[1:]) / total, share(np.minimum(start, n), np.minimum(end, n)), of_signature[codes],
        share(np.maximum(at - 8, 0), np.minimum(at + 9, n))]
    return np.concatenate([page["rows"], np.stack(more, 1).astype(np.float32)], 1)


def report(pages, threshold=0.5):
    for name in sorted({p["set"] for p in pages}):
        scores = []
        for page in (p for p in pages if p["set"] == name and p["truth"]):
            also = page["dek"] if name == "fundus" else []
            kept = [t for i, (t, q) in enumerate(zip(page["texts"], page["p"])) if q >= threshold and i not in page["apart"] or i in also]
            page["score"] = page_score(page["truth"], "\n".join(kept))
            scores.append(page["score"])
        if scores:
            p, r = (statistics.mean(s[i] for s in scores) for i in (0, 1))
            print(f"{name:16s} {len(scores):4d} pages  F1 {2 * p * r / (p + r):.4f}  P {p:.4f}  R {r:.4f}")


def write_tree(node, out):
    if "leaf_value" in node:
        out.append(f"={node['leaf_value']:.4g}")
        return
    out.append(f"{node['split_feature']}:{node['threshold']:.6g}")
    write_tree(node["left_child"], out)
    write_tree(node["right_child"], out)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--sets", "--features", "--out"):
        arguments.add_argument(name)
    for name in ("--unseen", "--runner", "--pages"):
        arguments.add_argument(name)
    arguments.add_argument("--folds", type=int, default=5)
    arguments.add_argument("--trees", type=int, default=100)
    arguments.add_argument("--worst", type=int, default=0)
    options = arguments.parse_args()
    pages, names, second_names = load(options.sets.split(","), options.features.split(","))
    first = in_folds(pages, options.trees, "rows", options.folds)
    print("first round, sites not seen")
    report(pages)
    for page in pages:
        page["more"] = second_round(page)
    for key, file, columns in (("rows", "first.txt", names), ("more", "second.txt", names + second_names)):
        if options.out:
            model = fit(pages, options.trees, key)
            gain = sorted(zip(model.feature_importance("gain"), columns), reverse=True)
            print(file, "strongest columns:", ", ".join(name for _, name in gain[:30]), flush=True)
            write(model, os.path.join(options.out, file))
    second = in_folds(pages, options.trees, "more", options.folds)
    print("second round, sites not seen")
    report(pages)
    if options.unseen:
        unseen(pages, first, second, options)
    for page in sorted((p for p in pages if "score" in p), key=lambda p: sum(p["score"]))[:options.worst]:
        print(page["set"], page["file"][:40], page["site"], "P %.2f R %.2f" % page["score"])


def unseen(pages, first, second, options):
    """Runs the whole extractor on each page with the forests that have not seen its site."""
    for k, models in enumerate(zip(first, second)):
        folder = os.path.join(options.unseen, f"fold{k}")
        os.makedirs(folder, exist_ok=True)
        for model, name in zip(models, ("first.txt", "second.txt")):
            write(model, os.path.join(folder, name))
        with open(os.path.join(folder, "pages.txt"), "w") as out:
            out.writelines(f"{p['set']}/{p['file']}\n" for p in pages if p["fold"] == k)
    for place in options.pages.split(","):
        name = os.path.basename(place.rstrip("/"))
        with open(os.path.join(options.unseen, name + ".ndjson"), "w") as out:
            for k in range(options.folds):
                files = [p["file"] for p in pages if p["set"] == name and p["fold"] == k]
                subprocess.run([options.runner, os.path.join(options.unseen, f"fold{k}"), place], stdout=out, check=True,
                               input="\n".join(files), text=True)


def write(model, path):
    with open(path, "w") as file:
        file.write("# Judges leaves; written by train.py. One tree a line, nodes in pre-order.\n")
        for tree in model.dump_model()["tree_info"]:
            out = []
            write_tree(tree["tree_structure"], out)
            file.write(" ".join(out) + "\n")


if __name__ == "__main__":
    main()
