"""Words beside a figure by which it is not simply what is so: targets, movements, bounds.

Each rule that takes sentences at their word adds the words that matter to it alone.
"""

from __future__ import annotations

QUALIFIERS_ZH = r"→|->|目标|预[计期测]|从|由|超过|低于|高于|不足|提升|提高|下降|增[长加]|降低"
QUALIFIERS_EN = r"target|expected|from|until|would|than|above|below"
