"""The Today area: the proposed session, its choices, and everything asked before a start.

Begin with `screen`. `rows` are the choices as a value, and the request they stand for;
`check_in` asks about pain and soreness, `first_questions` about the person. `proposal_text` and
`recent_weeks` are the words beside a plan, pure; `proposal_board`, `plan_list`, `reasons_panel` and
`notice_board` draw them. `start_flow` leads from a plan to a running session, by way of
`readability_check` and `hearing_check`; `resume_offer` handles a session that was kept or cut off.

What is proposed, and why, is decided in `core.planner`, never here.
"""
