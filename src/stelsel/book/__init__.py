# SPDX-License-Identifier: EUPL-1.2
"""What an asker may see, at a position; and the shape of questions and answers."""
