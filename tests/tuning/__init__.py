"""Scripts that choose the numbers in `index/weights.py` and `index/confidence.py` on folders of question sets."""
