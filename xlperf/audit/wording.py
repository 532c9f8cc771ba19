"""What words say: whether a reason is given, whether it names a cause, whether a rate can pass 100 %."""

from __future__ import annotations

import re

from xlperf.audit.context import written
from xlperf.model import Entry
from xlperf.values import normalised

_NO_REASON = re.compile(r"(无偏差|没有偏差|不存在偏差|未发生偏差|无扣分|已完成|完成|同上|略)[。.]?\Z")

# 不断、不仅… are no shortfall, 因此 and 未来 no cause, 查缺补漏 and 困难群众 no lack
BECAUSE = r"因(?!此|地制宜|材施教|时制宜)|由于|原因|导致|造成|致使|受.{1,20}影响"
DELAYED = r"滞后|推迟|延[迟期误后]|暂[停缓]|取消|中断|受阻|停工|较晚"
_CAUSE = re.compile(
    rf"{BECAUSE}|{DELAYED}|影响[了到]|未(?!来|雨绸缪)|尚[未有需待不无]|没有|没能|无法|难以|变更"
    r"|不[足够高好强全多大细深密清准及能便同均平理规科符达熟了]|不到位|不完善|不健全|(?<!查)(?<!补)缺|欠"
    r"|[偏较过][低少慢弱短紧]|[偏过][高大多]|薄弱|短板|差距|有限|下滑|回落|低于|少于|高于|超出"
    r"|有待|仍需|仍有|还需|还有|亟[需待]|存在|困难(?!群|人|家|职|学|户)|时间紧|任务重|人手|周期长|起步|冲突|矛盾|反映"
)
# what else tells a lack; where any of these stands nobody is told that a cause is missing
_LACK = re.compile(
    r"不(?!断|仅|但|只|懈|忘)|未(?!来|雨)|没|(?<!查)(?<!补)缺|尚|仍|还(?!款)|需(?!求)|部分|个别|少数|有些|一些|正在|压缩|偏"
    r"|空间|一般(?!公共|预算)|参差|单一|保守|(?<!放)(?<!减)慢|短|弱|晚|窄|[较质差]差(?!旅)|差(?=\Z|,)"
)
_CLAUSE = re.compile(r"[,。;!?:\n]+")
_EMPTY_CLAUSE = re.compile(
    r"(下一步|接下来|今后|下年度?|明年|以后|[一二三四五六七八九十\d]+[是、.]?|改进措施|措施|同时)?"
)
_LEAD = (
    r"(\(?[一二三四五六七八九十\d]+[)、.是]|我[市县区局院校省]|全[市县区省]|各?(单位|部门)|下一步|今后|未来|下年度?|明年"
    r"|接下来|以后|在?(以后|今后)?的?工作中?|我们|同时|并|将|要|会|拟|计划|已|全面|认真|积极|严格|充分|有效|深入|大力|逐步"
    r"|及时|加快|着力|切实|努力)*"
)
_MEASURE = re.compile(
    rf"\A(下一步|接下来|今后|明年|来年|下年度?|以后|拟|将)[将要会拟]?(提前|提早|及早|尽早|抓紧|合理|科学|统筹|早)|进一步|加强|加大|强化|不断|持续(?!走?低|下)|继续|切实|\A{_LEAD}(完善|落实|推进|推动|促进|确保|提高|提升|扩大|增强|规范(?!性)"
    r"|创新|压实|畅通|开通|开展|健全|优化|深化|加快|减轻|鼓励|拓展|拓宽|丰富|改进|夯实|做好|抓好|注重|坚持|力争|督促|细化|改善"
    r"|引导|打造|建立|保障|监督|督导)"
)
_PRAISE = re.compile(
    r"(显著|明显|有效|大幅|稳步|不断)地?(提高|提升|增强|改善|减轻|优化|好转)|成效(会|将|更加?|十分|比较|都)*(明显|显著|良好)|效果(良好|明显|显著)"
    r"|(取得|得到).{0,30}(成效|成果|提高|提升|改善|保障|好评)|(圆满|全面|顺利|按时|较好|全部|超额)地?完成"
)
# shares of a whole; changes, plan fulfilment and ratios of two different things pass 100 % quite properly
_CAPPED = re.compile(
    r"((合格|完整|齐全|正确|成活|覆盖|满意|知晓|及时|准确|优良|优秀|验收|(?<!任务)(?<!目标)(?<!计划)达标|参保|到位|合规|完好|通过|普及|出勤|入库"
    r"|公开|规范|回访|响应|差错|投诉|发放|(?<!面积)落实)率|覆盖面|满意度|知晓度)"
    r"(?!的?(提[高升]|增[长加幅]|上升|下降|降低|变[动化]|排名|完成))"
)


# money from elsewhere, or none paid yet for what was done
_OTHER_MONEY = re.compile(
    r"(上级|其[他它]|自有|自筹|统筹|中央|省级|市级|上年|往年|以前年度|结转|结余|公用|单位|社会|捐赠|项目)[^,，。;；]{0,6}(资金|经费|补助)[^,，。;；]{0,6}"
    r"(支付|支出|列支|完成|解决|保障|承担|安排|开展|垫)|(使用|利用|动用|通过|由|用)了?[^,，。;；]{0,8}(上级|其[他它]|自有|自筹|统筹|结转|结余|公用|捐赠)"
    r"|统筹资金|自有资金|自筹资金|其[他它](渠道)?资金|垫[付支资]|欠付|拖欠|挂账|未[支能]?付(?!费)|未(结算|拨付|付款)|没有?(支付|付款|拨付)"
    r"|(次年|跨年|下年|明年|跨年度|下一?年度)[^,，。;；]{0,6}(支付|付款|结算|支出|列支|拨付)|(上年|以前年度|往年)结转|结转[^,，。;；]{0,6}(支付|付款|结算|列支)"
    r"|(不|无)需?要?(使用|动用|支付|支出)?(资金|经费|费用)|无偿|免费|志愿"
)

# what was done is lacking, as opposed to what was set or is planned
_SURE_LACK = re.compile(
    r"扣\d|(?<!不)扣分|(?<!并)(?<!从)(未能?|没有)(完成|达到|达标|开展|落实|实现|覆盖|查到|做到)|(?<!并)不(足|到位|够|完善|健全|理想|达标)"
    r"|(?<!减)(?<!多)少(完成|举?办|开展?|培训|检?查|走访|组织|发放)了?[一二两三四五六七八九十\d]+(期|次|场|个|户|人|家|份)"
    r"|滞后|[偏较][低慢弱差]|延[期迟误]|推迟|有待|存在.{0,8}(问题|差距|不足|短板)"
)
_NO_LACK = re.compile(
    r"[上去]年|同期|(不|未|没有?|无)(存在|出现|发生|发现)?.{0,4}(扣分|偏差|问题|不足|延误|滞后)|(指标值?|目标值?)(设置|设定|定得?)?[偏较过]低|克服|解决了?|避免|防止"
)


_RETURNED = re.compile(
    r"(财政|国库|年底|年末|统筹)[^,，。;；]{0,8}(收回|回收)|(收回|上缴|缴回|交回|退回|核减|注销|清零)[^,，。;；]{0,8}(国库|财政|指标|预算|额度|资金)"
    r"|(资金|指标|额度|结余)[^,，。;；]{0,8}(被?收回|上缴|缴回|交回|核减|注销)"
)


def has_reason(entry: Entry) -> bool:
    """A deviation reason is written, and it says more than 无 or 无偏差."""
    return written(entry) and not _NO_REASON.match(normalised(entry.text))


def names_cause(text: str) -> bool:
    """The text may say why something fell short: not every clause of it is plainly a measure or praise."""
    plain = normalised(text)
    if _CAUSE.search(plain) or _LACK.search(plain):
        return True
    clauses = [clause for clause in _CLAUSE.split(plain) if not _EMPTY_CLAUSE.fullmatch(clause)]
    return not all(_MEASURE.search(clause) or _PRAISE.search(clause) for clause in clauses)


def names_lack(text: str) -> bool:
    """The text plainly says that something was not done or not good enough."""
    plain = normalised(text)
    return _SURE_LACK.search(plain) is not None and _NO_LACK.search(plain) is None


def names_other_money(text: str) -> bool:
    """The text says with what other money the work was done, or that it is still to be paid."""
    return _OTHER_MONEY.search(normalised(text)) is not None


def names_returned_money(text: str) -> bool:
    """The text says that money was taken back: 财政收回, 上缴国库, 核减指标."""
    return _RETURNED.search(normalised(text)) is not None


def is_capped_rate(name: str) -> bool:
    """The name is that of a share of a whole (合格率, 覆盖率, 满意度), which cannot pass 100 %."""
    return _CAPPED.search(normalised(name)) is not None
