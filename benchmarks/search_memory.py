"""What the lexicon costs a worker: its memory before and after the search has read a great many words.

    python -m benchmarks.search_memory

Counts what is the process's own and its share of what it maps (PSS). Limit: 10 MB. Exits with 1 where it is exceeded.
Needs Linux (/proc).
"""

import gc
import os
import random
import re
import subprocess
import sys
from collections import deque
from pathlib import Path

LIMIT_MB = 10.0
WORDS = 200_000


def main() -> int:
    """Measures in a process of its own, with all of Django in it, as a worker is."""
    if "--measure" in sys.argv:
        return _measure()
    pick = (
        "import random\nfrom search.readings import word_list\n"
        "forms = [f for line in word_list() for f in line.rstrip().split('\\t')[2].split(' ')]\n"
        f"print(' '.join(random.Random(1).sample(forms, {WORDS})))"
    )
    words = subprocess.run([sys.executable, "-c", pick], check=True, capture_output=True).stdout
    return subprocess.run([sys.executable, "-m", "benchmarks.search_memory", "--measure"], input=words).returncode


def _measure() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "community.settings.dev")
    import django

    django.setup()
    from search.language import read
    from search.synonyms import shipped
    from search.tokens import fold

    path = Path("/proc/self/smaps_rollup")
    words = sys.stdin.buffer.read()
    fold("warm"), re.compile("warm"), random.random()
    gc.collect()
    before = _pss(path)
    for at in range(0, len(words), 10_000):
        deque(read(words[at : at + 10_000].decode(errors="ignore")), maxlen=0)
    shipped()
    gc.collect()
    after = _pss(path)
    grown = after - before
    print(f"{'worker before':24}{before:8.1f} MB\n{'worker after':24}{after:8.1f} MB")
    print(f"{'the lexicon costs':24}{grown:8.1f} MB, limit {LIMIT_MB:.0f}{' missed' if grown > LIMIT_MB else ''}")
    return 1 if grown > LIMIT_MB else 0


def _pss(path: Path) -> float:
    """Megabytes."""
    return next(int(line.split()[1]) for line in path.read_text().splitlines() if line.startswith("Pss:")) / 1024


if __name__ == "__main__":
    sys.exit(main())
