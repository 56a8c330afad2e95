-- A template per segment to begin with; an organisation replaces them with its own.

insert into plan_template (id, name, size, body, version, created_at) values
    ('018f0000-0000-7000-8000-000000000001', 'Small business', 'smb', '{
 "summary": "What you want to reach with us, how both of us see that it comes, and who does what until when.",
 "success3Months": "Your first teams work with it every day, and the first result is measured.",
 "success6Months": "The result shows in the figure that you chose, and a second team follows.",
 "success12Months": "The target is reached, your sponsor has confirmed it, and we agree what comes next.",
 "objectives": [
  {
   "text": "Our people work with it every day",
   "metric": "Weekly active users",
   "unit": "users",
   "baseline": 0,
   "dueInDays": 120
  },
  {
   "text": "We get our main process done faster",
   "metric": "Time per case",
   "unit": "hours",
   "dueInDays": 180
  }
 ],
 "expectations": [
  {
   "side": "customer",
   "role": "Executive sponsor",
   "text": "Opens doors, removes obstacles, attends the reviews."
  },
  {
   "side": "customer",
   "role": "Champion",
   "text": "Leads the project on your side and brings the users along."
  },
  {
   "side": "customer",
   "role": "Administrator",
   "text": "Sets up access and data, keeps them in order."
  },
  {
   "side": "ours",
   "role": "Customer success manager",
   "text": "Owns this plan, measures progress with you and reports it honestly."
  },
  {
   "side": "ours",
   "role": "Executive sponsor",
   "text": "Takes what is stuck to where it can be decided."
  }
 ],
 "meetings": [
  {
   "title": "Status call",
   "purpose": "Progress, next steps, obstacles",
   "rhythm": "biweekly",
   "inDays": 14
  },
  {
   "title": "Business review with sponsors",
   "purpose": "Value, outlook, decisions",
   "rhythm": "quarterly",
   "inDays": 90
  }
 ],
 "steps": [
  {
   "key": "kickoff",
   "kind": "milestone",
   "name": "Kickoff held",
   "side": "ours",
   "days": 0,
   "dueInDays": 3
  },
  {
   "key": "goals",
   "kind": "task",
   "name": "Agree goals and how they are measured",
   "side": "customer",
   "days": 2,
   "dueInDays": 3,
   "milestone": "kickoff"
  },
  {
   "key": "access",
   "kind": "milestone",
   "name": "Access and single sign-on ready",
   "side": "customer",
   "days": 2,
   "dueInDays": 8,
   "dependsOn": [
    "kickoff"
   ]
  },
  {
   "key": "data",
   "kind": "milestone",
   "name": "Data imported",
   "side": "customer",
   "days": 4,
   "dueInDays": 13,
   "dependsOn": [
    "access"
   ]
  },
  {
   "key": "train",
   "kind": "task",
   "name": "Train administrators and champions",
   "side": "ours",
   "days": 3,
   "dueInDays": 13,
   "milestone": "first",
   "dependsOn": [
    "access"
   ]
  },
  {
   "key": "first",
   "kind": "milestone",
   "name": "First workflow live",
   "side": "ours",
   "days": 2,
   "dueInDays": 20,
   "dependsOn": [
    "data"
   ]
  },
  {
   "key": "rollout",
   "kind": "milestone",
   "name": "Rolled out to all teams",
   "side": "customer",
   "days": 8,
   "dueInDays": 40,
   "dependsOn": [
    "first"
   ]
  },
  {
   "key": "value",
   "kind": "milestone",
   "name": "Value confirmed by the sponsor",
   "side": "customer",
   "days": 2,
   "dueInDays": 45,
   "dependsOn": [
    "rollout"
   ]
  }
 ]
}', 1, '2026-01-01T00:00:00Z'),
    ('018f0000-0000-7000-8000-000000000002', 'Mid-market', 'mid_market', '{
 "summary": "What you want to reach with us, how both of us see that it comes, and who does what until when.",
 "success3Months": "Your first teams work with it every day, and the first result is measured.",
 "success6Months": "The result shows in the figure that you chose, and a second team follows.",
 "success12Months": "The target is reached, your sponsor has confirmed it, and we agree what comes next.",
 "objectives": [
  {
   "text": "Our people work with it every day",
   "metric": "Weekly active users",
   "unit": "users",
   "baseline": 0,
   "dueInDays": 120
  },
  {
   "text": "We get our main process done faster",
   "metric": "Time per case",
   "unit": "hours",
   "dueInDays": 180
  }
 ],
 "expectations": [
  {
   "side": "customer",
   "role": "Executive sponsor",
   "text": "Opens doors, removes obstacles, attends the reviews."
  },
  {
   "side": "customer",
   "role": "Champion",
   "text": "Leads the project on your side and brings the users along."
  },
  {
   "side": "customer",
   "role": "Administrator",
   "text": "Sets up access and data, keeps them in order."
  },
  {
   "side": "ours",
   "role": "Customer success manager",
   "text": "Owns this plan, measures progress with you and reports it honestly."
  },
  {
   "side": "ours",
   "role": "Executive sponsor",
   "text": "Takes what is stuck to where it can be decided."
  }
 ],
 "meetings": [
  {
   "title": "Status call",
   "purpose": "Progress, next steps, obstacles",
   "rhythm": "biweekly",
   "inDays": 14
  },
  {
   "title": "Value review",
   "purpose": "Figures against the plan",
   "rhythm": "monthly",
   "inDays": 30
  },
  {
   "title": "Business review with sponsors",
   "purpose": "Value, outlook, decisions",
   "rhythm": "quarterly",
   "inDays": 90
  }
 ],
 "steps": [
  {
   "key": "kickoff",
   "kind": "milestone",
   "name": "Kickoff held",
   "side": "ours",
   "days": 0,
   "dueInDays": 5
  },
  {
   "key": "goals",
   "kind": "task",
   "name": "Agree goals and how they are measured",
   "side": "customer",
   "days": 2,
   "dueInDays": 5,
   "milestone": "kickoff"
  },
  {
   "key": "access",
   "kind": "milestone",
   "name": "Access and single sign-on ready",
   "side": "customer",
   "days": 4,
   "dueInDays": 13,
   "dependsOn": [
    "kickoff"
   ]
  },
  {
   "key": "data",
   "kind": "milestone",
   "name": "Data imported",
   "side": "customer",
   "days": 6,
   "dueInDays": 21,
   "dependsOn": [
    "access"
   ]
  },
  {
   "key": "train",
   "kind": "task",
   "name": "Train administrators and champions",
   "side": "ours",
   "days": 3,
   "dueInDays": 21,
   "milestone": "first",
   "dependsOn": [
    "access"
   ]
  },
  {
   "key": "first",
   "kind": "milestone",
   "name": "First workflow live",
   "side": "ours",
   "days": 4,
   "dueInDays": 32,
   "dependsOn": [
    "data"
   ]
  },
  {
   "key": "rollout",
   "kind": "milestone",
   "name": "Rolled out to all teams",
   "side": "customer",
   "days": 12,
   "dueInDays": 64,
   "dependsOn": [
    "first"
   ]
  },
  {
   "key": "value",
   "kind": "milestone",
   "name": "Value confirmed by the sponsor",
   "side": "customer",
   "days": 2,
   "dueInDays": 72,
   "dependsOn": [
    "rollout"
   ]
  }
 ]
}', 1, '2026-01-01T00:00:00Z'),
    ('018f0000-0000-7000-8000-000000000003', 'Enterprise', 'enterprise', '{
 "summary": "What you want to reach with us, how both of us see that it comes, and who does what until when.",
 "success3Months": "Your first teams work with it every day, and the first result is measured.",
 "success6Months": "The result shows in the figure that you chose, and a second team follows.",
 "success12Months": "The target is reached, your sponsor has confirmed it, and we agree what comes next.",
 "objectives": [
  {
   "text": "Our people work with it every day",
   "metric": "Weekly active users",
   "unit": "users",
   "baseline": 0,
   "dueInDays": 120
  },
  {
   "text": "We get our main process done faster",
   "metric": "Time per case",
   "unit": "hours",
   "dueInDays": 180
  },
  {
   "text": "Leadership sees the return",
   "metric": "Hours saved",
   "unit": "hours",
   "baseline": 0,
   "dueInDays": 300
  }
 ],
 "expectations": [
  {
   "side": "customer",
   "role": "Executive sponsor",
   "text": "Opens doors, removes obstacles, attends the reviews."
  },
  {
   "side": "customer",
   "role": "Champion",
   "text": "Leads the project on your side and brings the users along."
  },
  {
   "side": "customer",
   "role": "Administrator",
   "text": "Sets up access and data, keeps them in order."
  },
  {
   "side": "ours",
   "role": "Customer success manager",
   "text": "Owns this plan, measures progress with you and reports it honestly."
  },
  {
   "side": "ours",
   "role": "Executive sponsor",
   "text": "Takes what is stuck to where it can be decided."
  }
 ],
 "meetings": [
  {
   "title": "Status call",
   "purpose": "Progress, next steps, obstacles",
   "rhythm": "weekly",
   "inDays": 7
  },
  {
   "title": "Value review",
   "purpose": "Figures against the plan",
   "rhythm": "monthly",
   "inDays": 30
  },
  {
   "title": "Business review with sponsors",
   "purpose": "Value, outlook, decisions",
   "rhythm": "quarterly",
   "inDays": 90
  }
 ],
 "steps": [
  {
   "key": "kickoff",
   "kind": "milestone",
   "name": "Kickoff held",
   "side": "ours",
   "days": 0,
   "dueInDays": 7
  },
  {
   "key": "goals",
   "kind": "task",
   "name": "Agree goals and how they are measured",
   "side": "customer",
   "days": 2,
   "dueInDays": 7,
   "milestone": "kickoff"
  },
  {
   "key": "access",
   "kind": "milestone",
   "name": "Access and single sign-on ready",
   "side": "customer",
   "days": 6,
   "dueInDays": 19,
   "dependsOn": [
    "kickoff"
   ]
  },
  {
   "key": "data",
   "kind": "milestone",
   "name": "Data imported",
   "side": "customer",
   "days": 8,
   "dueInDays": 31,
   "dependsOn": [
    "access"
   ]
  },
  {
   "key": "train",
   "kind": "task",
   "name": "Train administrators and champions",
   "side": "ours",
   "days": 3,
   "dueInDays": 31,
   "milestone": "first",
   "dependsOn": [
    "access"
   ]
  },
  {
   "key": "first",
   "kind": "milestone",
   "name": "First workflow live",
   "side": "ours",
   "days": 6,
   "dueInDays": 48,
   "dependsOn": [
    "data"
   ]
  },
  {
   "key": "rollout",
   "kind": "milestone",
   "name": "Rolled out to all teams",
   "side": "customer",
   "days": 18,
   "dueInDays": 96,
   "dependsOn": [
    "first"
   ]
  },
  {
   "key": "value",
   "kind": "milestone",
   "name": "Value confirmed by the sponsor",
   "side": "customer",
   "days": 2,
   "dueInDays": 108,
   "dependsOn": [
    "rollout"
   ]
  }
 ]
}', 1, '2026-01-01T00:00:00Z'),
    ('018f0000-0000-7000-8000-000000000004', 'General', null, '{
 "summary": "What you want to reach with us, how both of us see that it comes, and who does what until when.",
 "success3Months": "Your first teams work with it every day, and the first result is measured.",
 "success6Months": "The result shows in the figure that you chose, and a second team follows.",
 "success12Months": "The target is reached, your sponsor has confirmed it, and we agree what comes next.",
 "objectives": [
  {
   "text": "Our people work with it every day",
   "metric": "Weekly active users",
   "unit": "users",
   "baseline": 0,
   "dueInDays": 120
  },
  {
   "text": "We get our main process done faster",
   "metric": "Time per case",
   "unit": "hours",
   "dueInDays": 180
  }
 ],
 "expectations": [
  {
   "side": "customer",
   "role": "Executive sponsor",
   "text": "Opens doors, removes obstacles, attends the reviews."
  },
  {
   "side": "customer",
   "role": "Champion",
   "text": "Leads the project on your side and brings the users along."
  },
  {
   "side": "customer",
   "role": "Administrator",
   "text": "Sets up access and data, keeps them in order."
  },
  {
   "side": "ours",
   "role": "Customer success manager",
   "text": "Owns this plan, measures progress with you and reports it honestly."
  },
  {
   "side": "ours",
   "role": "Executive sponsor",
   "text": "Takes what is stuck to where it can be decided."
  }
 ],
 "meetings": [
  {
   "title": "Status call",
   "purpose": "Progress, next steps, obstacles",
   "rhythm": "biweekly",
   "inDays": 14
  },
  {
   "title": "Business review with sponsors",
   "purpose": "Value, outlook, decisions",
   "rhythm": "quarterly",
   "inDays": 90
  }
 ],
 "steps": [
  {
   "key": "kickoff",
   "kind": "milestone",
   "name": "Kickoff held",
   "side": "ours",
   "days": 0,
   "dueInDays": 5
  },
  {
   "key": "goals",
   "kind": "task",
   "name": "Agree goals and how they are measured",
   "side": "customer",
   "days": 2,
   "dueInDays": 5,
   "milestone": "kickoff"
  },
  {
   "key": "access",
   "kind": "milestone",
   "name": "Access and single sign-on ready",
   "side": "customer",
   "days": 4,
   "dueInDays": 13,
   "dependsOn": [
    "kickoff"
   ]
  },
  {
   "key": "data",
   "kind": "milestone",
   "name": "Data imported",
   "side": "customer",
   "days": 6,
   "dueInDays": 21,
   "dependsOn": [
    "access"
   ]
  },
  {
   "key": "train",
   "kind": "task",
   "name": "Train administrators and champions",
   "side": "ours",
   "days": 3,
   "dueInDays": 21,
   "milestone": "first",
   "dependsOn": [
    "access"
   ]
  },
  {
   "key": "first",
   "kind": "milestone",
   "name": "First workflow live",
   "side": "ours",
   "days": 4,
   "dueInDays": 32,
   "dependsOn": [
    "data"
   ]
  },
  {
   "key": "rollout",
   "kind": "milestone",
   "name": "Rolled out to all teams",
   "side": "customer",
   "days": 12,
   "dueInDays": 64,
   "dependsOn": [
    "first"
   ]
  },
  {
   "key": "value",
   "kind": "milestone",
   "name": "Value confirmed by the sponsor",
   "side": "customer",
   "days": 2,
   "dueInDays": 72,
   "dependsOn": [
    "rollout"
   ]
  }
 ]
}', 1, '2026-01-01T00:00:00Z');

-- Three outcomes per customer type, with a tactic or two each; case studies are the organisation's own to add.
insert into outcome (id, customer_type, name) values
    ('018f0000-0000-7000-8001-000000000001', 'smb', 'Everyone uses it'),
    ('018f0000-0000-7000-8001-000000000002', 'smb', 'Less manual work'),
    ('018f0000-0000-7000-8001-000000000003', 'smb', 'Clear overview'),
    ('018f0000-0000-7000-8001-000000000004', 'mid_market', 'Teams adopt it'),
    ('018f0000-0000-7000-8001-000000000005', 'mid_market', 'Processes run faster'),
    ('018f0000-0000-7000-8001-000000000006', 'mid_market', 'Decisions rest on figures'),
    ('018f0000-0000-7000-8001-000000000007', 'mid_market', 'Lower cost'),
    ('018f0000-0000-7000-8001-000000000008', 'enterprise', 'Adoption across units'),
    ('018f0000-0000-7000-8001-000000000009', 'enterprise', 'Cycle time down'),
    ('018f0000-0000-7000-8001-000000000010', 'enterprise', 'Risk under control'),
    ('018f0000-0000-7000-8001-000000000011', 'enterprise', 'Return on investment shown');

insert into tactic (id, outcome_id, name, description, steps, days, version) values
    ('018f0000-0000-7000-8002-000000000001', '018f0000-0000-7000-8001-000000000001', 'Champions in each team', 'Name one champion per team, train them first, let them bring their colleagues along.', array['Name champions', 'Train them', 'Each holds a session for the team'], 45, 1),
    ('018f0000-0000-7000-8002-000000000002', '018f0000-0000-7000-8001-000000000002', 'Automate one repeated task', 'Find the task that is repeated most, automate it together, measure before and after.', array['Measure the task today', 'Build the automation', 'Measure again'], 30, 1),
    ('018f0000-0000-7000-8002-000000000003', '018f0000-0000-7000-8001-000000000003', 'One dashboard for the weekly meeting', 'Agree on five figures, show them in the weekly meeting, decide by them.', array['Choose the figures', 'Build the dashboard', 'Use it in four meetings'], 30, 1),
    ('018f0000-0000-7000-8002-000000000004', '018f0000-0000-7000-8001-000000000004', 'Champions in each team', 'Name one champion per team, train them first, let them bring their colleagues along.', array['Name champions', 'Train them', 'Each holds a session for the team'], 45, 1),
    ('018f0000-0000-7000-8002-000000000005', '018f0000-0000-7000-8001-000000000005', 'Automate one repeated task', 'Find the task that is repeated most, automate it together, measure before and after.', array['Measure the task today', 'Build the automation', 'Measure again'], 30, 1),
    ('018f0000-0000-7000-8002-000000000006', '018f0000-0000-7000-8001-000000000006', 'One dashboard for the weekly meeting', 'Agree on five figures, show them in the weekly meeting, decide by them.', array['Choose the figures', 'Build the dashboard', 'Use it in four meetings'], 30, 1),
    ('018f0000-0000-7000-8002-000000000007', '018f0000-0000-7000-8001-000000000007', 'Clean up what is not used', 'List seats and features that nobody uses and put them to use or drop them.', array['List', 'Decide', 'Do'], 60, 1),
    ('018f0000-0000-7000-8002-000000000008', '018f0000-0000-7000-8001-000000000008', 'Champions in each team', 'Name one champion per team, train them first, let them bring their colleagues along.', array['Name champions', 'Train them', 'Each holds a session for the team'], 45, 1),
    ('018f0000-0000-7000-8002-000000000009', '018f0000-0000-7000-8001-000000000009', 'Automate one repeated task', 'Find the task that is repeated most, automate it together, measure before and after.', array['Measure the task today', 'Build the automation', 'Measure again'], 30, 1),
    ('018f0000-0000-7000-8002-000000000010', '018f0000-0000-7000-8001-000000000010', 'One dashboard for the weekly meeting', 'Agree on five figures, show them in the weekly meeting, decide by them.', array['Choose the figures', 'Build the dashboard', 'Use it in four meetings'], 30, 1),
    ('018f0000-0000-7000-8002-000000000011', '018f0000-0000-7000-8001-000000000011', 'Clean up what is not used', 'List seats and features that nobody uses and put them to use or drop them.', array['List', 'Decide', 'Do'], 60, 1);
