"""What is seen on the horizon at values of one lever, under the same particles everywhere."""

from __future__ import annotations

from collections.abc import Callable

from equipoise.assess.vintage_run import Asked
from equipoise.case.case import Case
from equipoise.studies.shared_draws.common_particles import CommonParticles, Outlook
from equipoise.studies.tipping.reaches import Reach


class AlongLever:
    """Outlooks along a lever, found when they are asked for and kept.

    Attributes:
        case, reach: The case as authored, and the lever.
        common: The particles.
        seen: Outlooks by value; that of the authored value from the start.
    """

    def __init__(self, case: Case, reach: Reach, common: CommonParticles, ask: Callable[[Case], Asked]) -> None:
        """Stand at the authored value.

        Args:
            case: The case as authored.
            reach: The lever.
            common: Particles drawn for that case.
            ask: Puts the question that they were drawn for to another version of the case.
        """
        self.case, self.reach, self.common, self._ask = case, reach, common, ask
        self.seen: dict[float, Outlook] = {reach.authored: common.authored}

    def outlook(self, value: float) -> Outlook:
        """The scenarios with the lever at a value.

        Raises:
            NotTrustworthyError: If the evidence is impossible there under every setting.
        """
        if value not in self.seen:
            self.seen[value] = self.common.outlook(self._ask(self.case.edited(self.reach.edit(value))))
        return self.seen[value]
