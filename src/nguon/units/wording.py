"""Words around the names in a phrase: posts, what makes it open, what excepts, families of bodies."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from nguon.core.vocabulary import read_table
from nguon.units.names import NameTree, Token, spelled

CARRIED = {"sở", "bộ", "ban", "phòng", "hội", "báo", "đài"}
"""Heads that a list says once: "Sở Y tế, Giáo dục và Đào tạo"."""
ASIDE = set(spelled("các cho gửi ông bà là do cả toàn thể phối hợp với cùng"))
"""Words before a name that do not belong to it."""
LEADING = set(spelled("đề nghị yêu cầu giao phân công kính mời"))
"""Words of an instruction that may stand before the first name."""
OPEN = tuple(map(spelled, ("có liên quan", "liên quan", "hữu quan", "cùng cấp")))
"""Words after a name that leave open which of its bodies are meant."""
SAID = tuple(map(spelled, ("nêu trên", "nói trên", "trên", "chủ trì", "phối hợp", "thực hiện")))
"""Words after a name that change nothing."""
EXCEPT = tuple(map(spelled, ("trừ", "ngoại trừ", "không kể", "không bao gồm", "không gồm")))
NOUNS = frozenset(
    spelled(
        "bệnh trường trung công chi cục ban hội phòng ủy tổ đoàn đài báo viện quỹ nhà câu hợp doanh đội văn hiệp liên "
        "bộ sở tổng kho bưu điện đảng mặt thanh tòa bảo thư các những mọi cơ đơn chủ giám hiệu thủ học trạm khu hạt "
        "tạp phân đồn lữ sư xí nông lâm cảng ngân nhóm cá người"
    )
)
"""First words of what may be a body of its own after ``và``; with another one the name before goes on."""
NOBODY = frozenset(
    spelled(
        "các những mọi tất cả toàn thể bộ cơ quan đơn vị địa phương tổ chức cá nhân ngành cấp có liên quan hữu "
        "khác trực thuộc doanh nghiệp đồng chí thành viên hộ gia đình nhân dân chủ đầu tư cơ sở trên địa bàn nhà "
        "trường tập thể ban phòng nêu nói thủ trưởng lãnh đạo người đứng chuyên môn chức năng công viên cán đại "
        "biểu ở tại và"
    )
)
"""Words of phrases that name nobody in particular: "các cơ quan, đơn vị, địa phương liên quan"."""
FAMILIES = tuple(
    frozenset(roles.split())
    for roles in (
        "hdnd ubnd mat_tran cap_uy",
        "mat_tran cong_doan hoi_nong_dan doan_thanh_nien hoi_phu_nu hoi_cuu_chien_binh",
        "ban_to_chuc ban_tuyen_giao ban_dan_van ban_noi_chinh uy_ban_kiem_tra van_phong_cap_uy tuyen_huan",
        "cong_an quan_su bien_phong",
        "toa_an vien_kiem_sat",
        "bao dai bao_dai",
    )
)
"""Roles that share the unit named after the last of them: "HĐND, UBND các huyện"."""


@cache
def posts() -> NameTree[tuple[str, ...]]:
    """Posts by their words, each with the words of the body that stay when it goes."""
    tree = NameTree[tuple[str, ...]]()
    for post, replacement, _ in read_table("units/posts.csv"):
        tree.add(spelled(post), spelled(replacement))
    return tree


def at(tokens: Sequence[Token], i: int, words: Sequence[str]) -> bool:
    """Whether these words stand at token ``i``."""
    return all(i + k < len(tokens) and tokens[i + k].word == w for k, w in enumerate(words))


def length_at(tokens: Sequence[Token], i: int, phrases: Sequence[Sequence[str]]) -> int:
    """Words of the first of some phrases that stands at token ``i``; 0: none."""
    return next((len(words) for words in phrases if at(tokens, i, words)), 0)
