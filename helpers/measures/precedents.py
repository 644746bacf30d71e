"""The cases of other organisations in the words of the CSTO's cases."""

from __future__ import annotations

import pandas as pd

# A response of another organisation, in the words of assistance_requests.
KIND_OF_OTHERS = {
    "troops": "troops",
    "collective defence": "troops",
    "consultations, then deployment": "troops",
    "military aid": "material aid",
    "bilateral aid": "material aid",
    "political and legal measures": "consultations",
    "consultations": "consultations",
}


def as_cases(precedents: pd.DataFrame) -> pd.DataFrame:
    """Give the table ``precedents`` the columns of `response.all_cases`.

    Args:
        precedents: Table ``precedents``.

    Returns:
        One row a case, in the same order.
    """
    asked = precedents["days_request_to_response"].notna()
    return pd.DataFrame(
        {
            "case_id": precedents["case_id"],
            "organisation": precedents["organisation"],
            "title": precedents["organisation"]
            + ": "
            + precedents["requester_label"].map(_shortened)
            + precedents["trigger_date"].fillna(precedents["request_date"]).map(_month),
            "who": precedents["requesters"].str.split(";").str[0],
            "date": pd.to_datetime(
                precedents["request_date"].fillna(precedents["trigger_date"]), format="ISO8601"
            ),
            # Their clauses do not all ask for a request: Article 5 was offered in 2001.
            "asked": precedents["request_date"].notna().map({True: "yes", False: "unclear"}),
            "control_case": False,
            "threat": precedents["threat_type"],
            "days": precedents["days_request_to_response"].fillna(
                precedents["days_trigger_to_response"]
            ),
            "days_from": asked.map({True: "request", False: "trigger"}),
            "days_to_action": precedents["days_trigger_to_action"],
            "kind": precedents["response_type"].map(KIND_OF_OTHERS),
            "kind_as_coded": precedents["response_type"],
            "first_response": precedents["outcome"],
            "outcome": precedents["outcome"],
            "note": precedents["note"],
            "source_ids": precedents["source_ids"],
            "confidence": precedents["confidence"],
        }
    )


def _shortened(label: str) -> str:
    states = label.replace(" and ", ", ").split(", ")
    return label if len(states) <= 2 else f"{len(states)} allies"


def _month(date: str) -> str:
    return "" if pd.isna(date) else f", {date[:7]}"
