"""Words of the closed classes of English, whose part does not depend on the corpus."""

FUNCTION_WORDS = frozenset(
    (
        "a an the of to in on at by for from with over against about into onto under after before between "
        "among and or but nor that which who whom whose what when where while as if than then so because "
        "since until through during without within toward towards upon per via it its he him his she her they "
        "them their we us our i me my you your is are was were be been being am has have had having do does "
        "did will would can could may might shall should must not n't 's no never this these those there all "
        "any some both each other more most also only just even"
    ).split()
)
PREPOSITIONS = frozenset(
    (
        "of to in on at by for from with over against about into onto under after before between among "
        "through during without within toward towards upon per via near outside inside across around behind "
        "beyond despite including regarding concerning amid alongside"
    ).split()
)
POSSESSIVE_PRONOUNS = frozenset("his her its their our my your".split())
CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december".split()
)
BE_FORMS = frozenset("is are was were be been being am 's 're".split())
