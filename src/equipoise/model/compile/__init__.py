"""From a case to arrays: the only place that speaks both languages, ids in and named axes out."""

from equipoise.model.compile.compile import compile_model as compile_model
from equipoise.model.compile.evidence import EXPLANATIONS as EXPLANATIONS
from equipoise.model.compile.evidence import counted_items as counted_items
from equipoise.model.compile.evidence import is_learned as is_learned
from equipoise.model.compile.evidence import items_and_origins as items_and_origins
from equipoise.model.compile.states import SCENARIOS as SCENARIOS
from equipoise.model.compile.states import levels_of_variable as levels_of_variable
