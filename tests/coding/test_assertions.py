"""How the text puts a deed: done, denied, planned, feared, supposed, asked for, or not done."""

from __future__ import annotations

import pytest

from foedus.model import ASSERTIONS
from foedus.pipeline import Coder
from tests.situations import Coded, code_tables, events, first_of, told, unmet

# (sentence, the deed as type and parties, how it is put)
ACTUAL = [
    ("Israel attacked Hamas on Friday.", "ASSAULT israel > hamas", "actual"),
    ("Russia has invaded Ukraine.", "ASSAULT russia > ukraine", "actual"),
    ("Israel has been bombing Syria since Monday.", "ASSAULT israel > syria", "actual"),
    ("Turkey continued to shell Syria.", "ASSAULT turkey > syria", "actual"),
    ("Iran began to arm the Houthis.", "AID iran > houthis", "actual"),
    ("Israel launched an attack on Hezbollah.", "ASSAULT israel > hezbollah", "actual"),
    ("The attack on Israel by Hamas began at dawn.", "ASSAULT hamas > israel", "actual"),
    ("Russia admitted that it had attacked Ukraine.", "ASSAULT russia > ukraine", "actual"),
    ("Israel confirmed that it had struck Syria.", "ASSAULT israel > syria", "actual"),
    ("Egypt met Jordan after Israel attacked Lebanon.", "ASSAULT israel > lebanon", "actual"),
    ("Egypt met Jordan because Israel attacked Lebanon.", "ASSAULT israel > lebanon", "actual"),
    ("Having attacked Israel, Hamas thanked Iran.", "ASSAULT hamas > israel", "actual"),
    ("Iran vowed to attack Israel.", "THREATEN iran > israel", "actual"),
    ("Turkey threatened to invade Syria.", "THREATEN turkey > syria", "actual"),
    ("A Russian threat to attack Poland was reported.", "THREATEN russia > poland", "actual"),
    ("Iran's threats of military action against Israel grew.", "THREATEN iran > israel", "actual"),
    (
        "Egypt plans to limit the damage after the attack on Israel by Hamas.",
        "ASSAULT hamas > israel",
        "actual",
    ),
]
NEGATED = [
    ("Hezbollah did not attack Israel.", "ASSAULT hezbollah > israel", "negated"),
    ("Israel has never attacked Jordan.", "ASSAULT israel > jordan", "negated"),
    ("Syria was not attacked by Israel.", "ASSAULT israel > syria", "negated"),
    ("Iran hasn't attacked Israel.", "ASSAULT iran > israel", "negated"),
    ("There was no attack on Israel by Hezbollah.", "ASSAULT hezbollah > israel", "negated"),
    ("No attack on Israel by Hezbollah took place.", "ASSAULT hezbollah > israel", "negated"),
    ("Iran failed to attack Israel.", "ASSAULT iran > israel", "negated"),
    ("Iran is yet to attack Israel.", "ASSAULT iran > israel", "negated"),
    ("Hezbollah refrained from attacking Israel.", "ASSAULT hezbollah > israel", "negated"),
    ("Turkey stopped short of invading Syria.", "ASSAULT turkey > syria", "negated"),
    ("Egypt withdrew without attacking Israel.", "ASSAULT egypt > israel", "negated"),
    ("Hezbollah avoided an attack on Israel.", "ASSAULT hezbollah > israel", "negated"),
    ("Israel called off its attack on Iran.", "ASSAULT israel > iran", "negated"),
    ("Instead of attacking Israel, Hezbollah met Iran.", "ASSAULT hezbollah > israel", "negated"),
    ("Israel no longer bombs Syria.", "ASSAULT israel > syria", "negated"),
    ("Iran sent no weapons to Syria.", "AID iran > syria", "negated"),
    ("It was not Syria that attacked Turkey.", "ASSAULT syria > turkey", "negated"),
    ("Jordan is not aware of any attack on Israel by Egypt.", "ASSAULT egypt > israel", "negated"),
    ("Neither Egypt nor Jordan attacked Israel.", "ASSAULT egypt,jordan > israel", "negated"),
    ("Germany never sent weapons to Ukraine.", "AID germany > ukraine", "negated"),
    ("Russia did not refuse to help Armenia.", "REJECT russia > armenia", "negated"),
]
DENIED = [
    ("Iran denied attacking Israel.", "ASSAULT iran > israel", "denied"),
    ("Iran denied that it had attacked Israel.", "ASSAULT iran > israel", "denied"),
    ("Russia denied an attack on Ukraine.", "ASSAULT russia > ukraine", "denied"),
    ("Pakistan denies arming the Taliban.", "AID pakistan > taliban", "denied"),
    ("Iran denied that Hezbollah had attacked Israel.", "ASSAULT hezbollah > israel", "denied"),
    ("Turkey denied reports that it had attacked Syria.", "ASSAULT turkey > syria", "denied"),
    ("Syria rejected claims that it had attacked Turkey.", "ASSAULT syria > turkey", "denied"),
    ("Syria dismissed as lies the charge that it armed Iran.", "AID syria > iran", "denied"),
    ("Claims that Syria armed Iran are baseless.", "AID syria > iran", "denied"),
    ("Claims that Syria armed Iran were called untrue.", "AID syria > iran", "denied"),
    ("It is a lie that Syria armed Iran.", "AID syria > iran", "denied"),
    ("There is no truth in reports that Syria armed Iran.", "AID syria > iran", "denied"),
    ("Syria scoffed at reports that it had attacked Turkey.", "ASSAULT syria > turkey", "denied"),
    ("Syria denied having laid mines in Turkey.", "ASSAULT syria > turkey", "denied"),
    ("Syria said it did not begin the war with Turkey.", "ASSAULT syria,turkey >", "denied"),
    ("Syria denied responsibility for the attack on Turkey.", "ASSAULT syria > turkey", "denied"),
    ("Syria denied any role in the attack on Turkey.", "ASSAULT syria > turkey", "denied"),
    (
        "Syria said it had nothing to do with the attack on Turkey.",
        "ASSAULT syria > turkey",
        "denied",
    ),
    (
        "Syria rejected as groundless claims that it had attacked Turkey.",
        "ASSAULT syria > turkey",
        "denied",
    ),
    (
        "Syria called the allegation that it had attacked Turkey absurd.",
        "ASSAULT syria > turkey",
        "denied",
    ),
    (
        "Syria called absurd the claim that it had attacked Turkey.",
        "ASSAULT syria > turkey",
        "denied",
    ),
    (
        "Syria dismissed as lies reports that it had attacked Turkey.",
        "ASSAULT syria > turkey",
        "denied",
    ),
    ("Egypt insists that it is not blocking aid to Gaza.", "COERCE egypt > palestine", "denied"),
    ("Russia denied jamming the signals.", "COERCE russia >", "denied"),
    ("Cuba denied taking part in the war.", "ASSAULT cuba >", "denied"),
    ("Eritrea denied that its army was fighting in Sudan.", "ASSAULT eritrea-mil >", "denied"),
    ("Syria said it had not attacked Turkey.", "ASSAULT syria > turkey", "denied"),
    ("“We did not attack Turkey,” Syria said.", "ASSAULT syria > turkey", "denied"),
]
INTENDED = [
    ("Israel will attack Iran.", "ASSAULT israel > iran", "intended"),
    ("Israel plans to attack Iran.", "ASSAULT israel > iran", "intended"),
    ("Israel plans an attack on Iran.", "ASSAULT israel > iran", "intended"),
    ("Israel has drawn up plans for an attack on Iran.", "ASSAULT israel > iran", "intended"),
    ("Russia is preparing to invade Ukraine.", "ASSAULT russia > ukraine", "intended"),
    ("Turkey decided to bomb Syria.", "ASSAULT turkey > syria", "intended"),
    ("Israel said it would attack Hezbollah.", "THREATEN israel > hezbollah", "actual"),
    ("Israel is going to attack Iran.", "ASSAULT israel > iran", "intended"),
    ("Israel is about to attack Iran.", "ASSAULT israel > iran", "intended"),
    ("Israel is bent on attacking Iran.", "ASSAULT israel > iran", "intended"),
    ("Israel gears up for an attack on Iran.", "ASSAULT israel > iran", "intended"),
    ("Israel to attack Iran", "ASSAULT israel > iran", "intended"),
    ("Israel is preparing to launch a ground offensive.", "ASSAULT israel >", "intended"),
    ("Preparations for a Russian offensive are under way.", "ASSAULT russia >", "intended"),
    ("China is to hold military drills.", "MOBILIZE china >", "intended"),
    (
        "A planned deployment of Australian warships will go ahead.",
        "MOBILIZE australia-mil >",
        "intended",
    ),
    ("Egypt and Turkey are to hold a third round of talks.", "AGREE egypt,turkey >", "intended"),
    ("Saudi Arabia is to host a summit on Saturday.", "AGREE saudi-arabia >", "intended"),
    ("Japan readies sanctions against Myanmar", "COERCE japan > myanmar", "intended"),
    (
        "Iran is planning an attack on Israel, American officials believe.",
        "ASSAULT iran > israel",
        "intended",
    ),
    ("EU to impose new sanctions on Belarus", "COERCE european-union > belarus", "intended"),
    ("China is believed to be planning an attack on Taiwan.", "ASSAULT china > taiwan", "intended"),
    ("Iran plans to annex Bahrain, officials in Kuwait fear.", "COERCE iran > bahrain", "intended"),
    unmet(
        "Turkey sent troops to attack Syria.",
        "ASSAULT turkey > syria",
        "intended",
        reason="what somebody sends troops for is not coded",
    ),
    ("Israel's planned attack on Iran angered Russia.", "ASSAULT israel > iran", "intended"),
    ("Egypt will meet Israel on Monday.", "AGREE egypt,israel >", "intended"),
    ("Germany will send weapons to Ukraine.", "AGREE germany > ukraine", "intended"),
]
POSSIBLE = [
    ("Israel could attack Iran.", "ASSAULT israel > iran", "possible"),
    ("Iran may attack Israel.", "ASSAULT iran > israel", "possible"),
    ("Moldova might be attacked by Russia.", "ASSAULT russia > moldova", "possible"),
    ("Israel fears an attack on Lebanon by Hezbollah.", "ASSAULT hezbollah > lebanon", "possible"),
    ("Egypt fears that Hezbollah will attack Israel.", "ASSAULT hezbollah > israel", "possible"),
    ("Fear of a Russian attack on Poland is growing.", "ASSAULT russia > poland", "possible"),
    ("Hamas allegedly attacked Egypt.", "ASSAULT hamas > egypt", "possible"),
    ("The alleged attack on Syria by Israel angered Iran.", "ASSAULT israel > syria", "possible"),
    ("A possible attack on Syria by Turkey worries Iran.", "ASSAULT turkey > syria", "possible"),
    ("Poland warned that Russia could attack Lithuania.", "ASSAULT russia > lithuania", "possible"),
    ("There is a risk that Hezbollah attacks Israel.", "ASSAULT hezbollah > israel", "possible"),
    ("Israel is suspected of attacking Iran.", "ASSAULT israel > iran", "possible"),
    ("Iran is believed to have attacked Iraq.", "ASSAULT iran > iraq", "possible"),
    ("Iran is likely to attack Israel.", "ASSAULT iran > israel", "possible"),
    ("Perhaps Iran attacked Iraq.", "ASSAULT iran > iraq", "possible"),
    ("Israel is considering an attack on Iran.", "ASSAULT israel > iran", "possible"),
    ("Israel is studying whether to attack Iran.", "ASSAULT israel > iran", "possible"),
    ("Israel is thinking about attacking Iran.", "ASSAULT israel > iran", "possible"),
    ("Israel is on the verge of attacking Iran.", "ASSAULT israel > iran", "possible"),
    ("Israel did not rule out attacking Iran.", "ASSAULT israel > iran", "possible"),
]
HYPOTHETICAL = [
    ("If Israel attacks Iran, prices will rise.", "ASSAULT israel > iran", "hypothetical"),
    ("Prices will rise if Israel attacks Iran.", "ASSAULT israel > iran", "hypothetical"),
    ("Unless Israel attacks Iran, prices will fall.", "ASSAULT israel > iran", "hypothetical"),
    ("Should Israel attack Iran, prices would rise.", "ASSAULT israel > iran", "hypothetical"),
    unmet(
        "Were Israel to attack Iran, prices would rise.",
        "ASSAULT israel > iran",
        "hypothetical",
        reason='"were X to" is not coded',
    ),
    ("Had Israel attacked Iran, prices would have risen.", "ASSAULT israel > iran", "hypothetical"),
    ("Did Hezbollah attack Israel?", "ASSAULT hezbollah > israel", "hypothetical"),
    ("Will Iran attack Israel?", "ASSAULT iran > israel", "hypothetical"),
    ("Is Russia planning to attack Poland?", "ASSAULT russia > poland", "hypothetical"),
    ("It is unclear whether Russia attacked Poland.", "ASSAULT russia > poland", "hypothetical"),
    (
        "In case of an attack by Russia on Poland, prices will rise.",
        "ASSAULT russia > poland",
        "hypothetical",
    ),
    (
        "In the event that Russia attacks Poland, prices will rise.",
        "ASSAULT russia > poland",
        "hypothetical",
    ),
    ("An attack by Israel on Iran would be a crime.", "ASSAULT israel > iran", "hypothetical"),
    ("Iran would attack Israel.", "ASSAULT iran > israel", "hypothetical"),
]
REQUESTED = [
    ("Israel should attack Iran.", "ASSAULT israel > iran", "requested"),
    ("Israel must withdraw from Gaza.", "RETREAT israel > palestine", "requested"),
    ("Hamas urged Hezbollah to attack Israel.", "ASSAULT hezbollah > israel", "requested"),
    ("Hezbollah was asked to attack Israel.", "ASSAULT hezbollah > israel", "requested"),
    ("Iran demanded that Hezbollah attack Israel.", "ASSAULT hezbollah > israel", "requested"),
    ("Hamas called on Iran to attack Israel.", "ASSAULT iran > israel", "requested"),
    ("Hamas called for Iran to attack Israel.", "ASSAULT iran > israel", "requested"),
    ("Saudi Arabia pressed Israel to bomb Iran.", "ASSAULT israel > iran", "requested"),
    unmet(
        "Ukraine asked Germany to send weapons.",
        "AID germany > ukraine",
        "requested",
        reason="the aid that is asked for is not coded",
    ),
    ("Calls for Israel to attack Iran grew louder.", "ASSAULT israel > iran", "requested"),
]
TABLE = [*ACTUAL, *NEGATED, *DENIED, *INTENDED, *POSSIBLE, *HYPOTHETICAL, *REQUESTED]


@pytest.fixture(scope="module")
def coded(coder: Coder) -> Coded:
    return code_tables(coder, TABLE)


@pytest.mark.parametrize(("sentence", "deed", "assertion"), TABLE)
def test_a_deed_is_put_as_the_sentence_puts_it(
    coded: Coded, sentence: str, deed: str, assertion: str
) -> None:
    found = [(told(event), event.assertion) for event in events(coded[sentence])]
    # What the sentence holds besides ("Hamas thanked Iran") is not this table's concern.
    kind = deed.split(maxsplit=1)[0]
    assert [one for one in found if one[0].startswith(kind)] == [(deed, assertion)], found


def test_the_table_knows_every_assertion() -> None:
    assertions = {getattr(row, "values", row)[2] for row in TABLE}
    assert assertions == set(ASSERTIONS)
    assert len({first_of(row) for row in TABLE}) == len(TABLE)
