"""Fields as the mapping writes them, by key; most files take these."""

FIELDS = {
    "resident_no": '{ label = "宛名番号", width = 6 }',
    "household_no": '{ label = "世帯番号" }',
    "name": '{ label = "氏名" }',
    "kana": '{ label = "フリガナ" }',
    "birth_date": '{ label = "生年月日" }',
    "sex": '{ label = "性別" }',
    "relationship": '{ label = "続柄" }',
    "address": '{ label = "住所" }',
    "resident_since": '{ label = "住民となった日" }',
    "left_on": '{ label = "転出日" }',
    "status": '{ label = "状態", codes = { "1" = "resident", "2" = "moved-out", "3" = "died" } }',
    "protected": '{ label = "支援措置", blank = "no" }',
    "institution": '{ label = "学校名" }',
    "grade": '{ label = "学年" }',
    "class": '{ label = "組" }',
    "guardian_name": '{ label = "保護者氏名" }',
}


def fields(*keys, **own):
    """The lines of [list.fields]."""
    lines = {key: FIELDS[key] for key in keys}
    lines.update(own)
    return lines
