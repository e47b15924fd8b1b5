"""`nianbao serve`: the review pages, on a desk or for an office."""

from pathlib import Path

import click


@click.command("serve")
@click.option("--host", default="127.0.0.1", metavar="地址", help="在哪个地址上打开，默认只在本机。")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, help="端口，默认 8000。")
@click.option("--no-browser", is_flag=True, help="不自动打开浏览器。")
@click.option("--office", is_flag=True, help="多人使用：有账号和角色；首次启动给出建立管理员的一次性地址。")
@click.option(
    "--database", default="", metavar="URL", help="数据库，默认本机 SQLite；也可用环境变量 NIANBAO_DATABASE。"
)
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), default=None, help="案例存放的文件夹。")
@click.option("--https", is_flag=True, help="在 HTTPS 反向代理之后使用。")
@click.option("--name", "names", multiple=True, metavar="域名", help="访问时使用的域名，可写多次。")
def command(
    host: str,
    port: int,
    no_browser: bool,
    office: bool,
    database: str,
    data: Path | None,
    https: bool,
    names: tuple[str, ...],
) -> None:
    """打开审核页面：粘贴、查看、采用、定稿。

    单机使用不用设置：运行后打开显示的地址即可，按 Ctrl+C 结束。
    """
    from assistant.settings import load_settings
    from assistant.web.project import Options
    from assistant.web.serve import serve

    folder = (data or load_settings().home / "web").resolve()
    options = Options(folder, host, port, not office, database, https, names)
    try:
        serve(options, click.echo, not no_browser)
    except KeyboardInterrupt:
        click.echo("已结束。", err=True)
