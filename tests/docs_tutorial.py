#!/usr/bin/env python3
"""Does what a guide says: its blocks marked « executed » run in order, in one folder and one shell each; a block marked
« executed beside: WORD » is started and waited for until it says WORD, and ends with SIGTERM and code 0.

usage: docs_tutorial.py GUIDE PROGRAMS
"""
import os, pathlib, re, signal, socket, subprocess, sys, tempfile, threading

guide, programs = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
BLOCK = re.compile(r"<!-- executed(?: beside: (\S+))? -->\n```sh\n(.*?)^```", flags=re.M | re.S)
PATIENCE = 600  # seconds; only a broken program waits so long


def start(block, word, folder, environment):
    process = subprocess.Popen(["bash", "-euc", "exec " + block.replace("\\\n", " ").strip()], cwd=folder, env=environment,
                               stderr=subprocess.PIPE, text=True, encoding="utf-8")
    said, heard = [], threading.Event()

    def listen():
        for line in process.stderr:
            said.append(line)
            if word in line:
                heard.set()
        heard.set() # it has ended

    threading.Thread(target=listen, daemon=True).start()
    if not heard.wait(PATIENCE) or process.poll() is not None:
        sys.exit(f"{guide.name}: « {word} » was not said:\n{block}{''.join(said)}")
    return process, said


def free_port():
    with socket.socket() as any_port:
        any_port.bind(("127.0.0.1", 0))
        return str(any_port.getsockname()[1])


def main():
    text = guide.read_text(encoding="utf-8")
    blocks = BLOCK.findall(text)
    if len(blocks) < 3 or len(blocks) != text.count("<!-- executed"):
        sys.exit(f"{guide.name}: a mark without its block")
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PATH": f"{programs}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8", "HOME": folder, "PORT": free_port(),
                       "ASAN_OPTIONS": "detect_leaks=0"}
        beside, failed = [], None
        for word, block in blocks:
            if word:
                beside.append(start(block, word, folder, environment))
                continue
            done = subprocess.run(["bash", "-euo", "pipefail", "-c", block], cwd=folder, env=environment, text=True,
                                  capture_output=True, encoding="utf-8", timeout=PATIENCE)
            if done.returncode:
                failed = f"{guide.name}: code {done.returncode}:\n{block}{done.stdout}{done.stderr}"
                break
        for process, said in beside:
            process.send_signal(signal.SIGTERM)
            if process.wait(PATIENCE) and not failed:
                failed = f"{guide.name}: a program ended with code {process.returncode}"
            if failed:
                failed += "beside it:\n" + "".join(said)
    if failed:
        sys.exit(failed)
    print(f"{len(blocks)} blocks done")


main()
