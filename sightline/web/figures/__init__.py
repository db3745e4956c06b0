"""Figures as pages: in time by month and team, charts, the lists behind the figures, the loads they come from."""
