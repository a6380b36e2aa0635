"""A case edited: numbers changed, assumptions broken, levers pulled, another decision-maker."""

from __future__ import annotations

from equipoise.studies.what_if.channels import Part as Part
from equipoise.studies.what_if.lever_effects import Effect as Effect
from equipoise.studies.what_if.lever_effects import LeverEffect as LeverEffect
from equipoise.studies.what_if.lever_effects import LeverEnd as LeverEnd
from equipoise.studies.what_if.lever_effects import Levers as Levers
from equipoise.studies.what_if.lever_effects import Rise as Rise
from equipoise.studies.what_if.lever_effects import levers as levers
from equipoise.studies.what_if.linchpins import Broken as Broken
from equipoise.studies.what_if.linchpins import Linchpins as Linchpins
from equipoise.studies.what_if.linchpins import Unbroken as Unbroken
from equipoise.studies.what_if.linchpins import assumptions as assumptions
from equipoise.studies.what_if.switchboard import Flip as Flip
from equipoise.studies.what_if.switchboard import SettingRow as SettingRow
from equipoise.studies.what_if.switchboard import Skipped as Skipped
from equipoise.studies.what_if.switchboard import Switchboard as Switchboard
from equipoise.studies.what_if.switchboard import switchboard as switchboard
from equipoise.studies.what_if.switches import Switch as Switch
from equipoise.studies.what_if.what_if import Edited as Edited
from equipoise.studies.what_if.what_if import WhatIf as WhatIf
from equipoise.studies.what_if.what_if import what_if as what_if
