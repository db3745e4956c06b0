"""The eleven lists of Annex A back out: from whatever was loaded, for the periods an inspection asks for."""

from sightline.annex_a.making import AnnexA, make_annex_a

__all__ = ["AnnexA", "make_annex_a"]
