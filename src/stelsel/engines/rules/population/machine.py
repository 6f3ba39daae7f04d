# SPDX-License-Identifier: EUPL-1.2
"""LLVM: its language to a function of this machine."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import cache
from typing import Any

from stelsel.engines.rules.population.wanted import wanted

Run = Callable[[int, int, Any], None]
"""run(first, last, table): the households from `first` up to `last`; `table` holds the addresses of the arrays."""


@cache
def _binding() -> Any:
    """LLVM, ready for this processor."""
    binding = wanted("llvmlite.binding")
    binding.initialize_native_target()
    binding.initialize_native_asmprinter()
    return binding


def _target() -> Any:
    """This processor; the code that is made for it owns it."""
    binding = _binding()
    return binding.Target.from_default_triple().create_target_machine(
        cpu=binding.get_host_cpu_name(), features=binding.get_host_cpu_features().flatten(), opt=2, jit=True
    )


class Machine:
    """A module of LLVM as code; it stays as long as this does."""

    def __init__(self, text: str) -> None:
        """BadInput where llvmlite is not installed."""
        binding, target = _binding(), _target()
        module = binding.parse_assembly(text)
        passes = binding.create_new_module_pass_manager()
        passes.add_sroa_pass()  # places in memory become values; the steps themselves are as few as they can be
        passes.add_simplify_cfg_pass()
        passes.run(module, binding.create_pass_builder(target, binding.create_pipeline_tuning_options()))
        self._engine = binding.create_mcjit_compiler(module, target)
        self._engine.finalize_object()
        made = ctypes.CFUNCTYPE(None, ctypes.c_int64, ctypes.c_int64, ctypes.c_void_p)
        self.run: Run = made(self._engine.get_function_address("run"))
