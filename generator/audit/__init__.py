"""The audit: recomputes every number that Markdown states, and checks the structure that carries numbers.

`audit_text` and `audit_documents` are pure; `audit_paths` (in `generator.audit.files`) reads files.
"""

from __future__ import annotations

from generator.audit.engine import Selection, audit_documents, audit_text
from generator.audit.report import AuditReport

__all__ = ["AuditReport", "Selection", "audit_documents", "audit_text"]
