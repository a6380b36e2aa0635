"""Who reports: the five documents, and the roots and relays they name, each graded once. Letters are authored."""

from __future__ import annotations

from typing import Any

from sino_russian.documents import DOCUMENTS

# Titles, grades, access and motives are this reader's; a continuing series has no `published` of its own.
NAMED: dict[str, dict[str, Any]] = {
    "un-records": {"title": "United Nations voting records", "grade": "A", "access": "direct", "motive": "none"},
    "public-record": {
        "title": "Public acts and events that nobody disputes",
        "grade": "A",
        "access": "direct",
        "motive": "none",
    },
    "china-official": {
        "title": "Chinese government and foreign ministry: texts, speeches, read-outs, measures",
        "grade": "A",
        "access": "direct, for what Beijing says and decrees",
        "motive": "shows its own conduct in the best light; graded for what it said, not for its truth",
    },
    "china-state-media": {
        "title": "Chinese state media",
        "grade": "B",
        "access": "direct, for the official line",
        "motive": "carries the line",
    },
    "joint-statement": {
        "title": "Joint statement of the two leaders, 4 February 2022",
        "grade": "A",
        "access": "direct",
        "motive": "declared purpose, for two audiences",
        "published": "2022-02-04",
    },
    "russia-official": {
        "title": "Russian leaders and government: acts and words",
        "grade": "B",
        "access": "direct, for what Moscow says and does",
        "motive": "gains by looking supported",
    },
    "western-governments": {
        "title": "Western governments, the European Union and NATO: measures and words",
        "grade": "A",
        "access": "direct, for their own measures",
        "motive": "own policy",
    },
    "us-government": {
        "title": "United States government on the record: Blinken, the sanctions lists",
        "grade": "B",
        "access": "direct for its measures; from intelligence for Chinese intentions",
        "motive": "may be marking red lines for Beijing",
    },
    "us-intelligence": {
        "title": "United States intelligence, as told by officials",
        "grade": "B",
        "access": "collection unknown; some of it is said to come from Russia",
        "motive": "may be disclosed to deter",
    },
    "burns-cbs": {
        "title": "William Burns, director of the CIA, on CBS",
        "grade": "B",
        "access": "direct, as head of the service",
        "motive": "may be disclosed to deter",
    },
    "us-official": {
        "title": "A United States official, unnamed",
        "grade": "B",
        "access": "unknown",
        "motive": "own policy; here against its own suspicion",
    },
    "western-intelligence": {
        "title": "Western intelligence on what Beijing knew before the invasion",
        "grade": "B",
        "access": "collection unknown",
        "motive": "unknown",
    },
    "new-york-times": {"title": "The New York Times", "grade": "B", "access": "second-hand", "motive": "none known"},
    "economist-rennie": {
        "title": "David Rennie, The Economist",
        "grade": "B",
        "access": "direct: diplomats in Beijing",
        "motive": "none known",
    },
    "der-spiegel": {
        "title": "Der Spiegel",
        "grade": "B",
        "access": "second-hand: intelligence",
        "motive": "none known",
    },
    "western-press": {
        "title": "Western press, linked and unnamed in the documents",
        "grade": "C",
        "access": "second-hand",
        "motive": "none known",
    },
    "chinese-diplomat": {
        "title": "A Chinese diplomat, unnamed",
        "grade": "C",
        "access": "unknown",
        "motive": "gains by pleading surprise",
    },
    "chinese-banks": {
        "title": "People at Chinese state banks, unnamed",
        "grade": "B",
        "access": "direct",
        "motive": "gain by showing that they comply",
    },
    "global-times": {
        "title": "Global Times, with Mei Xinyu of a trade ministry academy",
        "grade": "B",
        "access": "an insider's opinion",
        "motive": "carries the line",
    },
    "ming-jinwei": {
        "title": "Ming Jinwei, Xinhua editor, on Weibo",
        "grade": "B",
        "access": "an insider's opinion",
        "motive": "own opinion",
    },
    "hu-wei": {
        "title": "Hu Wei, US-China Perception Monitor",
        "grade": "B",
        "access": "an insider's opinion",
        "motive": "wants the course changed",
    },
    "feng-yujun": {
        "title": "Feng Yujun, Fudan University",
        "grade": "B",
        "access": "an insider's opinion",
        "motive": "wants the course changed",
    },
    "xian-bingo": {
        "title": "Xi'an Bingo Intelligent Aviation Technology",
        "grade": "C",
        "access": "direct",
        "motive": "gains by denying",
    },
    "russian-sources": {
        "title": "Russian sources of the drone report, unnamed",
        "grade": "D",
        "access": "unknown",
        "motive": "may be forcing Beijing's hand",
    },
    "russian-customs": {
        "title": "Russian customs data",
        "grade": "B",
        "access": "direct",
        "motive": "none known; incomplete",
    },
    "trade-statistics": {
        "title": "Trade and market statistics",
        "grade": "B",
        "access": "direct",
        "motive": "none known",
    },
    "central-bank-of-russia": {
        "title": "Central Bank of Russia, annual report for 2020",
        "grade": "A",
        "access": "direct",
        "motive": "none known",
    },
    "companies": {
        "title": "Companies on their own decisions",
        "grade": "A",
        "access": "direct",
        "motive": "reputation",
    },
}

RELAYS: dict[str, str] = {
    "Blinken": "us-government",
    "Burns on CBS": "burns-cbs",
    "Central Bank of Russia annual report": "central-bank-of-russia",
    "Chinese state media": "china-state-media",
    "Der Spiegel": "der-spiegel",
    "Feng Yujun essay": "feng-yujun",
    "Hu Wei, US-China Perception Monitor": "hu-wei",
    "Mei Xinyu in Global Times": "global-times",
    "Ming Jinwei, Weibo": "ming-jinwei",
    "New York Times": "new-york-times",
    "Rennie, The Economist": "economist-rennie",
    "Russian customs data": "russian-customs",
    "Russian source(s)": "russian-sources",
    "US intelligence": "us-intelligence",
    "US intelligence (inferred)": "us-intelligence",
    "US officials (inferred)": "us-intelligence",
    "US sanctions listing": "us-government",
    "Western intelligence": "western-intelligence",
    "bank sources (inferred)": "chinese-banks",
    "company statement": "xian-bingo",
    "market reporting (linked)": "trade-statistics",
    "official trade statistics": "trade-statistics",
    "press": "western-press",
    "press (linked)": "western-press",
    "press (linked, unnamed)": "western-press",
    "press/intelligence (linked)": "western-press",
    "trade data": "trade-statistics",
    "trade reporting (linked)": "trade-statistics",
    "unnamed Chinese diplomat": "chinese-diplomat",
    "unnamed US official": "us-official",
}
"""Step of a chain to the source it names."""

ROOTS: dict[str, str] = {
    "Chinese customs measure": "china-official",
    "Chinese media output": "china-state-media",
    "Chinese official and media output": "china-official",
    "Chinese official argument": "china-official",
    "Chinese official statements": "china-official",
    "Chinese officials": "china-official",
    "Chinese position paper": "china-official",
    "Chinese read-out": "china-official",
    "Chinese read-outs": "china-official",
    "EU decision": "western-governments",
    "Munich Q&A": "china-official",
    "Munich speech": "china-official",
    "Putin remarks": "russia-official",
    "Russian measures": "russia-official",
    "Russian statements": "russia-official",
    "Stoltenberg remarks": "western-governments",
    "UN record": "un-records",
    "Wang Yi statement": "china-official",
    "Wang-Baerbock call": "china-official",
    "Xi public remarks": "china-official",
    "Xi speeches": "china-official",
    "company decision": "companies",
    "joint statement": "joint-statement",
    "official measures": "western-governments",
    "official statements": "china-official",
    "public programmes": "western-governments",
}
"""Root of an act or saying in public to the source that has it at first hand; any other root is the public record."""


def sources(used: set[str]) -> dict[str, dict[str, Any]]:
    """The documents, then every named source that some item has.

    Args:
        used: Ids of the sources that items name.
    """
    documents = {
        document.id: {
            "title": document.title,
            "by": document.by,
            "grade": document.grade,
            "published": document.published,
            "access": document.access,
            "motive": document.motive,
        }
        for document in DOCUMENTS.values()
    }
    return documents | {name: source for name, source in NAMED.items() if name in used}
