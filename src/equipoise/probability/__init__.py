"""Probabilities as weights of evidence and as words."""

from equipoise.probability.decibans import db_of_nats as db_of_nats
from equipoise.probability.decibans import db_of_ratio as db_of_ratio
from equipoise.probability.decibans import nats_of_db as nats_of_db
from equipoise.probability.decibans import odds_db as odds_db
from equipoise.probability.decibans import probability_of_odds_db as probability_of_odds_db
from equipoise.probability.decibans import ratio_of_db as ratio_of_db
from equipoise.probability.standards import STANDARDS as STANDARDS
from equipoise.probability.standards import Band as Band
from equipoise.probability.standards import Standard as Standard
from equipoise.probability.terms_in_text import terms_in as terms_in
from equipoise.probability.words import band_for as band_for
from equipoise.probability.words import band_of as band_of
from equipoise.probability.words import bands as bands
from equipoise.probability.words import standard_named as standard_named
from equipoise.probability.words import word_for as word_for
from equipoise.probability.words import word_for_range as word_for_range
