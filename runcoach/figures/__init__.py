"""Figures: skeleton to pose to coloured cells. Pure, and knows nothing of Textual."""
