"""What a forked command need not load: what `python -m index` and `python -m bot` import, and jieba's dictionary."""

from importlib import import_module

from index.text.analysis import analyse

for name in ("bot.__main__", "index.build.build", "index.cli.progress", "index.query.translation"):
    import_module(name)
analyse("这是什么时候发生的")
