"""Guidance of the demonstration: one published paper for each class and one for all."""

from fivefold.classify.guidance.actions import GuidanceText, guidance_publish, guidance_write
from fivefold.lifecycle.actor import Actor
from fivefold.packs.models import Programme
from fivefold.packs.programmes import pack_of
from fivefold.project.demo import dates as when
from fivefold.project.demo.dates import Dates

_GENERAL = "演示数据：试点工作怎么起步"
_GENERAL_TEXT = (
    "演示数据，内容虚构。\n各试点地区先对照全部指标如实自评，再从自评结果里找出优势和短板，每地选择一至两个项目认领。"
    "\n认领前应有集体决定；认领后按阶段目标推进，其他项目照常开展。"
)
_OF_A_CLASS = "演示数据：{label}选择项目时可以比较什么"
_TEXT_OF_A_CLASS = (
    "演示数据，内容虚构。\n本文只供{label}参考。请先看本类地区在同一项目上的自评得分，再看本省同类地区的情况，"
    "然后说明选择优势项目还是攻坚项目。\n同类地区较少时，平台会写明比较的范围和个数。"
)


def publish_guidance(programme: Programme, actor: Actor, dates: Dates) -> None:
    """Write and publish the papers by the centre's publisher."""
    clock = dates.clock(when.EDITION, 10)
    classes = pack_of(programme).programme.classes
    papers = [GuidanceText("", _GENERAL, _GENERAL_TEXT)]
    for found in classes:
        label = found.label.zh
        title, text = _OF_A_CLASS.format(label=label), _TEXT_OF_A_CLASS.format(label=label)
        papers.append(GuidanceText(found.key, title, text))
    for content in papers:
        row = guidance_write(programme=programme, content=content, actor=actor, clock=clock)
        guidance_publish(guidance=row, actor=actor, clock=clock)
