"""Cases: facts written down in readable files, loaded into a station as one commit.

Law: a case file holds no text of its sources, only places in them. ``september`` is the demo case;
docs/case.md says what it holds and how such files are written.
"""
