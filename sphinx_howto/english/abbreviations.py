"""Words of labels for what programmers abbreviate, and nouns for their verbs."""

from __future__ import annotations

from collections.abc import Mapping

#: Usual abbreviations as the words that they stand for, and verbs as nouns.
WORDED: Mapping[str, str] = {
    "Append": "Addition", "Add": "Addition", "Extend": "Addition", "Insert": "Insertion", "Pop": "Removal",
    "Close": "Closing", "Execute": "Execution", "Connect": "Connection", "Delete": "Deletion",
    "Create": "Creation", "Encode": "Encoding", "Decode": "Decoding", "Parse": "Parsing",
    "Validate": "Validation", "Register": "Registration", "Convert": "Conversion",
    "Extract": "Extraction", "Generate": "Generation", "Calculate": "Calculation", "Compute": "Computation",
    "Navigate": "Navigation", "Authenticate": "Authentication", "Notify": "Notification",
    "Initialize": "Initialization", "Sleep": "Wait", "Normalize": "Normalization",
    "Subscribe": "Subscription", "Acquire": "Acquisition", "Import": "Imports",
    "Remove": "Removal", "Args": "Arguments", "Attr": "Attribute", "Attrs": "Attributes", "Buf": "Buffer",
    "Cfg": "Configuration", "Char": "Character", "Chars": "Characters", "Cls": "Class", "Cmd": "Command",
    "Cnt": "Count",
    "Col": "Column", "Cols": "Columns", "Conf": "Configuration", "Conn": "Connection", "Ctx": "Context",
    "Desc": "Description", "Dest": "Destination", "Dir": "Directory", "Dirs": "Directories",
    "Elem": "Element", "Elems": "Elements", "Env": "Environment", "Err": "Error", "Exc": "Exception",
    "Func": "Function", "Idx": "Index", "Kwargs": "Keyword arguments", "Msg": "Message",
    "Msgs": "Messages", "Num": "Number", "Obj": "Object", "Objs": "Objects", "Param": "Parameter",
    "Params": "Parameters", "Pos": "Position", "Prog": "Program", "Ref": "Reference",
    "Req": "Request", "Res": "Result", "Resp": "Response", "Ret": "Result", "Src": "Source",
    "Str": "Text", "Tmp": "Value", "Tup": "Tuple", "Val": "Value", "Vals": "Values", "Var": "Variable",
}  # fmt: skip
