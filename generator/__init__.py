"""AI Convergence Atlas: structured data in, checked bilingual chapters and a site out."""
