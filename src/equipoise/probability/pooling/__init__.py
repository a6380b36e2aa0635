"""Several judges, or one judge of several questions, made into numbers that hang together.

Nothing here is repaired in silence: each result keeps what was said and tells what was done to it.
"""

from equipoise.probability.pooling.across_questions import Mended as Mended
from equipoise.probability.pooling.across_questions import Shortfall as Shortfall
from equipoise.probability.pooling.across_questions import Violation as Violation
from equipoise.probability.pooling.across_questions import mended as mended
from equipoise.probability.pooling.across_questions import shortfalls as shortfalls
from equipoise.probability.pooling.across_questions import violations as violations
from equipoise.probability.pooling.coherent import Coherent as Coherent
from equipoise.probability.pooling.coherent import coherentized as coherentized
from equipoise.probability.pooling.extremize import extremized as extremized
from equipoise.probability.pooling.means import log_odds_mean as log_odds_mean
from equipoise.probability.pooling.means import probability_mean as probability_mean
from equipoise.probability.pooling.median import median as median
from equipoise.probability.pooling.pool import Pool as Pool
from equipoise.probability.pooling.recalibration import Recalibration as Recalibration
from equipoise.probability.pooling.recalibration import fit_recalibration as fit_recalibration
