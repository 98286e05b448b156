"""Reads vectors with gensim. Prints their shape and hash and the words nearest to each asked for, and writes them again."""
import hashlib
import sys

from gensim.models import KeyedVectors

source, binary, queries, count, again = sys.argv[1:]
vectors = KeyedVectors.load_word2vec_format(source, binary=binary == "1")
print("shape", *vectors.vectors.shape)
print("sha256", hashlib.sha256(vectors.vectors.astype("<f4").tobytes()).hexdigest())
with open(queries, encoding="utf-8") as words:
    for query in words.read().split("\n")[:-1]:
        for word, cosine in vectors.most_similar(query, topn=int(count)):
            print("near", query, word, repr(float(cosine)))
vectors.save_word2vec_format(again, binary=binary == "1")
