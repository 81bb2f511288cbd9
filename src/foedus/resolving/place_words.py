"""Words around the names of places."""

from foedus.resolving.calendar_words import word_set

PLACING = word_set(
    "in at near into inside outside around over across through throughout within off towards toward"
    " above between"
)
# These govern persons as often: they place what bears no person's name.
ALSO_PLACING = frozenset({"from", "to", "on"})
# What is done to places: "took Avdiivka".
DONE_TO_PLACES = word_set(
    "take capture seize retake recapture liberate occupy control hold lose storm besiege encircle"
    " surround bomb bombard shell strike hit raid attack enter leave flee evacuate reach approach"
    " cross visit"
)
# "The outskirts of X", "north of X": here "of" places.
PARTS_OF = word_set(
    "outskirts suburb suburbs city town village port centre center countryside province region"
    " district area siege battle north south east west northeast northwest southeast southwest"
    " streets vicinity edge part parts capital airport fall capture liberation bombing shelling"
    " bombardment control defence defense"
)
DIRECTIONS = word_set(
    "north south east west northern southern eastern western central north-east north-west"
    " south-east south-west northeast northwest southeast southwest northeastern northwestern"
    " southeastern southwestern northeasterly greater upper lower downtown occupied"
)
ARTICLES = frozenset({"al", "el", "ar", "as", "ash", "ad", "az", "at", "an"})
# What follows a place's name in the name of something that stands there.
SITES = word_set(
    "airport airbase airfield base port harbour harbor city province governorate region district"
    " oblast county hospital camp prison stadium square bridge crossing border dam refinery"
    " international military air naval nuclear old university mosque station front valley strip"
    " sunday monday tuesday wednesday thursday friday saturday"
)
# Papers that bear the name of the town where they were signed are no places.
PAPERS = word_set(
    "agreement agreements accord accords protocol protocols treaty convention conventions deal"
    " format pact charter statute declaration memorandum process correspondent bureau"
)
# Their towns bear the names of persons and common words: being mentioned makes them no likelier.
ENGLISH_SPEAKING = frozenset({"USA", "GBR", "CAN", "AUS", "NZL", "IRL"})
