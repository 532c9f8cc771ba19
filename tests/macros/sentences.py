"""What the macros say, legibly: the module XlperfWords has the same in ASCII."""

SENTENCES = {
    "SayTitle": "绩效自评",
    "SayValidating": "正在校验……",
    "SayClearing": "正在清除标记……",
    "SayNormalising": "正在规范写法……",
    "SayWriting": "正在生成文件……",
    "SayGoingOn": "请稍候……",
    "SayNoBook": "没有打开的工作簿。请先打开自评表；窗口上方有“启用编辑”的，先点“启用编辑”，再点一次。",
    "SayNeverSaved": "这个工作簿还没有保存过。请先用“文件”里的“另存为”保存到这台电脑上，再点一次。",
    "SayFailed": "没能启动 xlperf，表没有改动。请把下面这句话告诉信息技术人员：",
    "SayNoPython": (
        "这台电脑上没有找到 Python，校验要用到它，表没有改动。"
        "请找信息技术人员安装 Python 3.11 或更高的版本和 xlperf（安装说明是 docs/button.md），然后再点一次；"
        "填表和算分不受影响。"
    ),
    "SayNoXlperf": (
        "找到了 Python，但里面没有 xlperf，或者 Python 的版本低于 3.11，表没有改动。"
        "请找信息技术人员安装 xlperf（安装说明是 docs/button.md），然后再点一次；"
        "xlperf 装在另一个 Python 里的，请在 xlperf.ini 里写明它的位置。"
    ),
    "SayBadSetting": (
        "设置里写明的 Python 不能用，或者里面没有 xlperf，表没有改动。"
        "请改正 xlperf.ini 里的 python= 或名称 xp_python，也可以删掉这一项，让程序自己去找。设置里写的是："
    ),
    "SayBlocked": (
        "这台电脑不允许表格里的宏启动别的程序，表没有改动。"
        "请信息技术人员按 docs/button.md 放行；不能放行的，请他们用 xlperf watch 监视一个文件夹，把表存到那里就会校验。"
    ),
    "SayNoScript": (
        "还缺少 Excel 用来启动 xlperf 的文件 xlperf.applescript，表没有改动。请在“终端”里运行 xlperf addin install，然后再点一次。"
    ),
    "SayTitleFont": "黑体",
    "SayFont": "宋体",
}
