"""Annotations are evaluated where they stand, as in Python 3.13: a name that is not known is an error there.

3.14's compiler, which the interpreter has, leaves them until somebody asks for them (PEP 649).
"""

import ast
import builtins
import types

_BUILTINS = frozenset(dir(builtins))
_SUSPENDING = ast.Await, ast.Yield, ast.YieldFrom, ast.NamedExpr


def has_any(code):
    """Whether a program's code has annotations."""
    codes = [code]
    for code in codes:
        if code.co_name == "__annotate__":
            return True
        codes += (const for const in code.co_consts if isinstance(const, types.CodeType))
    return False


def evaluate(tree):
    """Lets a tree evaluate its annotations; whether it is another now."""
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module == "__future__":
            if any(name.name == "annotations" for name in node.names):
                return False
    evaluator = _Evaluator()
    evaluator.visit(tree)
    return evaluator.found


class _Evaluator(ast.NodeTransformer):
    """Puts a statement before each function, and after each annotated name of a module or a class."""

    def __init__(self):
        self.found = False
        self._is_function = False

    def visit_FunctionDef(self, node):
        outer, self._is_function = self._is_function, True
        self.generic_visit(node)
        self._is_function = outer
        # The names of type parameters are known inside only.
        return [node] if node.type_params else [*self._evaluated(_annotations(node)), node]

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_ClassDef(self, node):
        outer, self._is_function = self._is_function, False
        self.generic_visit(node)
        self._is_function = outer
        return node

    def visit_AnnAssign(self, node):
        return [node] if self._is_function else [node, *self._evaluated([node.annotation])]

    def _evaluated(self, annotations):
        made = [ast.copy_location(ast.Expr(one), one) for one in annotations if not _is_plain(one)]
        self.found = self.found or bool(made)
        return made


def _annotations(function):
    """A function's annotations, in the order in which they are evaluated."""
    parameters = function.args
    several = [*parameters.args, *parameters.posonlyargs]
    several += [parameters.vararg] if parameters.vararg else []
    several += parameters.kwonlyargs
    several += [parameters.kwarg] if parameters.kwarg else []
    found = [parameter.annotation for parameter in several] + [function.returns]
    return [annotation for annotation in found if annotation is not None]


def _is_plain(annotation):
    """Whether nothing is seen of an evaluation, or where it can't be moved."""
    match annotation:
        case ast.Constant() | ast.Starred():
            return True
        case ast.Name(id=name):
            return name in _BUILTINS
    return any(isinstance(node, _SUSPENDING) for node in ast.walk(annotation))
