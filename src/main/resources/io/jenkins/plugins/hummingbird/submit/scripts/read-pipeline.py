"""Lets CellProfiler read a pipeline, and writes down what it makes of it. Runs in the Python of CellProfiler 4.

arguments: PIPELINE IMAGES PLUGINS FOLDER ANSWER LARGEST
  IMAGES and PLUGINS may be empty; FOLDER is one of its own, that stands for the output folder; of an answer with more
  characters than LARGEST no more than one beyond them is written
ANSWER is made, lines of words that are separated by tabs:
  version VERSION
  error NUMBER MODULE WORDS   why CellProfiler cannot run it: at the module where it stops to read, or NUMBER is 0
  image NUMBER MODULE NAME    an image that an enabled module works on, and no module before it makes
  file NUMBER MODULE PATH     a file that an enabled module of CellProfiler's own reads
  plugin-file NUMBER MODULE PATH   the same of a plugin's module
  pipeline                    what follows, but for the last line, is the pipeline as this version writes it
  end                         the last line
"""
import io
import os
import re
import sys

pipeline_file, images, plugins, folder, answer_file, largest = sys.argv[1:]
answer = []


def say(*words):
    answer.append("\t".join(re.sub(r"\s+", " ", str(word)).strip() for word in words) + "\n")


def words_of(error):
    text = re.sub(r"<[^<>]{1,10}>", "", str(error))
    if text:
        return text
    # an assertion has no words but its own line
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    return type(error).__name__ + (": " + frames[-1].line if frames and frames[-1].line else "")


def finish():
    answer.append("end\n")
    # whatever of CellProfiler is still to end has no say
    with open(answer_file + ".new", "w", encoding="utf-8", errors="replace") as out:
        out.write("".join(answer)[: int(largest) + 1])
    os.rename(answer_file + ".new", answer_file)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


import cellprofiler_core
from cellprofiler_core import preferences

preferences.set_headless()
preferences.set_default_image_directory(images or folder)
preferences.set_default_output_directory(folder)
if plugins:
    preferences.set_plugin_directory(plugins, globally=False)

import cellprofiler_core.modules
from cellprofiler_core.constants.modules import badmodules
from cellprofiler_core.pipeline import LoadException, Pipeline

say("version", cellprofiler_core.__version__)
pipeline = Pipeline()
failures = []


def listen(_, event):
    if isinstance(event, LoadException):
        failures.append(event)


pipeline.add_listener(listen)
try:
    pipeline.load(pipeline_file)
except Exception as error:
    say("error", 0, "", words_of(error))
    finish()
with open(pipeline_file, encoding="utf-8", errors="replace") as file:
    headers = len(re.findall(r"^[A-Za-z]\S*:\[", file.read(), re.MULTILINE))
# after the last module come empty lines where the file says that there are more modules: all were read
if failures and (failures[0].module_name or len(pipeline.modules(False)) < headers):
    name = str(failures[0].module_name or "")
    words = words_of(failures[0].error)
    for file, error in badmodules:
        if file.split(".")[-1].lower() == name.lower():
            words += "; %s could not be loaded: %s" % (file, words_of(error))
    say("error", len(pipeline.modules(False)) + 1, name, words)
    finish()

from cellprofiler_core.setting.multichoice import ImageNameSubscriberMultiChoice
from cellprofiler_core.setting.subscriber import ImageListSubscriber, ImageSubscriber
from cellprofiler_core.setting.text import Filename
from cellprofiler_core.setting.text.alphanumeric.name import Name

NO_NAMES = ("", "None", "Do not use", "Leave blank")


def visible(module):
    try:
        return list(module.visible_settings())
    except Exception as error:
        print(module.module_name, "does not say which settings count:", repr(error), file=sys.stderr)
        return []


def images_of(setting):
    if isinstance(setting, (ImageListSubscriber, ImageNameSubscriberMultiChoice)):
        value = setting.value if isinstance(setting.value, (list, tuple)) else str(setting.value).split(",")
        return [str(name).strip() for name in value]
    if isinstance(setting, ImageSubscriber):
        return [] if setting.is_blank else [str(setting.value)]
    return []


def file_of(setting):
    if not isinstance(setting, Filename) or setting.mode != Filename.MODE_OPEN or not setting.get_directory_fn:
        return None
    name = str(setting.value).strip()
    if name in NO_NAMES:
        return None
    try:
        path = os.path.join(setting.get_directory_fn(), name)
    except Exception:
        return None
    # a path that the metadata of an image decides, or one that the run itself may write
    if not path.startswith("/") or "\\" in path or os.path.normpath(path).startswith(os.path.normpath(folder) + "/"):
        return None
    return path


if pipeline.volumetric():
    flat = [module.module_name for module in pipeline.modules(False) if not module.volumetric()]
    if flat:
        say("error", 0, "", "it processes images as 3D, which these of its modules cannot: " + ", ".join(flat))
        finish()

made = set()
for module in pipeline.modules():
    place = (module.module_num, module.module_name)
    own = type(module).__module__.split(".")[0] in ("cellprofiler", "cellprofiler_core")
    # LoadData would look for its table, which is another one here
    if module.module_name != "LoadData":
        for setting in visible(module):
            for name in images_of(setting):
                if name not in NO_NAMES and name not in made:
                    say("image", *place, name)
            path = file_of(setting)
            if path:
                say("file" if own else "plugin-file", *place, path)
    for setting in module.settings():
        if isinstance(setting, Name) and setting.get_group() == "imagegroup":
            made.add(str(setting.value))

text = io.StringIO()
pipeline.dump(text, save_image_plane_details=False)
say("pipeline")
text = text.getvalue()
if pipeline.file_list:
    text = text.replace("HasImagePlaneDetails:False", "HasImagePlaneDetails:True", 1)
answer.append(text if text.endswith("\n") else text + "\n")
finish()
