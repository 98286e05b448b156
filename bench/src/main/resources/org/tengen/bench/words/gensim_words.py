"""Trains word vectors with gensim. Prints the seconds of training, vocabulary left aside, and writes text vectors."""
import sys
import time

from gensim.models import Word2Vec

text, vectors, sg, threads, epochs, seed, mode = sys.argv[1:]
model = Word2Vec(sg=int(sg), workers=int(threads), epochs=int(epochs), seed=int(seed), min_count=1)
if mode == "file":
    source = {"corpus_file": text}
else:
    with open(text, encoding="utf-8") as lines:
        source = {"corpus_iterable": [line.split() for line in lines]}
model.build_vocab(**source)
words = sum(model.wv.get_vecattr(word, "count") for word in model.wv.key_to_index)
started = time.perf_counter()
model.train(total_examples=model.corpus_count, total_words=int(words), epochs=model.epochs, **source)
print("seconds", time.perf_counter() - started)
model.wv.save_word2vec_format(vectors)
