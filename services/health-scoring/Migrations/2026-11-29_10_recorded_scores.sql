-- What history last recorded of a score: small moves are shown by the current row and reach history an hour apart, see ScoringResult. Holds where recorded_version = version; else the current row
-- itself is what was recorded.
alter table score
    add column recorded_version int,
    add column recorded_at timestamptz,
    add column recorded_score numeric(5,2),
    add column recorded_caps text;

-- A score is rewritten with each change of its inputs: with room on its page no index has to follow.
alter table score set (fillfactor = 60);
