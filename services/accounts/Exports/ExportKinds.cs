using Platform.Accounts.Accounts;
using Platform.Accounts.Attributes;
using Platform.Accounts.Imports.Mapping;

namespace Platform.Accounts.Exports;

/// <summary>
/// What can be exported, with the statement of each kind; <c>$1</c> is the source whose external ids the rows carry,
/// or null.
/// </summary>
internal static class ExportKinds
{
    public static readonly IReadOnlyList<string> All =
    [
        "accounts",
        "contacts",
        "tickets",
        "activities",
        "external-ids",
        "owners",
        "handovers",
        "kickoffs",
        "timeline",
        "segments",
        "segment-members",
        "priority-overrides",
        "attributes",
        "merges",
        "people",
        "team",
        "coverage-models",
        "imports",
    ];

    // Rows of an account that the source does not know have the platform's id.
    private const string Account = "coalesce(account.external_id, given.account_id::text) as account";

    private const string JoinAccount = """
        left join lateral (select min(external_id) as external_id from account_external_id
            where account_id = given.account_id and source = $1) as account on true
        """;

    // A parameter has to stand in every statement, used or not.
    private const string Any = "($1::text is null or true)";

    private static readonly string AccountColumns = string.Join(
        ", ",
        AccountFieldCatalogue
            .All.Where(field => field.Import is not null)
            .Select(field => $"account.{field.Column} as \"{field.Import!.Name}\"")
    );

    public static string? Sql(string kind, IReadOnlyList<AttributeDefinition> schema) =>
        kind switch
        {
            "accounts" => $"""
                select coalesce(own.external_id, account.id::text) as "externalId", {AccountColumns},
                    parent.external_id as "parentExternalId", csm.person_id as "csmEmail",
                    executive.person_id as "accountExecutiveEmail"{string.Concat(schema.Select(Attribute))}
                from account
                left join lateral (select min(external_id) as external_id from account_external_id
                    where account_id = account.id and source = $1) as own on true
                left join lateral (select min(external_id) as external_id from account_external_id
                    where account_id = account.parent_id and source = $1) as parent on true
                left join account_owner as csm on csm.account_id = account.id and csm.role = 'csm'
                    and upper_inf(csm.period)
                left join account_owner as executive on executive.account_id = account.id
                    and executive.role = 'account_executive' and upper_inf(executive.period)
                where merged_into is null and ($1 is null
                    or account.id in (select account_id from account_external_id where source = $1))
                order by account.created_at, account.id
                """,
            "contacts" => """
                select coalesce(own.external_id, contact.id::text) as "externalId", coalesce(account.external_id,
                    contact.account_id::text) as account, name, email, title, seniority, function,
                       roles, product_user_ids as "productUserIds", last_two_way_contact_at as "lastContactAt", status
                from contact
                left join lateral (select min(external_id) as external_id from contact_external_id
                    where contact_id = contact.id and source = $1) as own on true
                left join lateral (select min(external_id) as external_id from account_external_id
                    where account_id = contact.account_id and source = $1) as account on true
                where merged_into is null and ($1 is null
                    or contact.id in (select contact_id from contact_external_id where source = $1))
                order by contact.created_at, contact.id
                """,
            "tickets" => """
                select ticket.external_id as "externalId", coalesce(account.external_id,
                    ticket.account_id::text) as account, subject, severity, opened_at as "openedAt",
                       first_response_at as "firstResponseAt", resolved_at as "resolvedAt", satisfaction, escalated
                from ticket
                left join lateral (select min(external_id) as external_id from account_external_id
                    where account_id = ticket.account_id and source = $1) as account on true
                where $1 is null or ticket.source = $1
                order by opened_at, ticket.id
                """,
            "activities" => """
                select activity.external_id as "externalId", coalesce(account.external_id,
                    activity.account_id::text) as account, type, case when not confidential then subject end as subject,
                       case when not confidential then notes end as notes, occurred_at as "occurredAt",
                           two_way as "twoWay",
                       array(select coalesce(min(id.external_id), max(contact.email)) from activity_participant
                           join contact on contact.id = contact_id
                             left join contact_external_id as id on id.contact_id = contact.id and id.source = $1
                                 where activity_id = activity.id group by contact.id
                             having coalesce(min(id.external_id), max(contact.email)) is not null
                                 order by 1) as participants
                from activity
                left join lateral (select min(external_id) as external_id from account_external_id
                    where account_id = activity.account_id and source = $1) as account on true
                where $1 is null or activity.source = $1
                order by occurred_at, activity.id
                """,
            "external-ids" => $"""
                select 'account' as subject, account_id as id, source, external_id as "externalId"
                    from account_external_id
                    where $1 is null or source = $1
                union all
                select 'contact', contact_id, source, external_id from contact_external_id
                    where $1 is null or source = $1
                order by 1, 3, 4
                """,
            "owners" => $"""
                select {Account}, role, person_id as "personId", lower(period) as since, upper(period) as until,
                    assigned_by as "assignedBy", reason
                from account_owner as given {JoinAccount}
                order by given.account_id, role, lower(period)
                """,
            "handovers" => $"""
                select given.id, {Account}, from_role as "fromRole", to_role as "toRole", from_person as "fromPersonId",
                    to_person as "toPersonId", status,
                       brief::text as brief, checklist::text as checklist, proposed_by as "proposedBy",
                           proposed_at as "proposedAt", decided_at as "decidedAt", refusal
                from handover as given {JoinAccount}
                order by proposed_at, given.id
                """,
            "kickoffs" => $"""
                select contract_id as "contractId", {Account}, signed_on as "signedOn", due_on as "dueOn",
                    booked_for as "bookedFor", held_at as "heldAt", held_by as "heldBy"
                from kickoff as given {JoinAccount}
                order by signed_on, contract_id
                """,
            "timeline" => $"""
                select given.id, {Account}, occurred_at as "occurredAt", type, service, title, actor,
                    subject_id as "subjectId", data::text as data
                from timeline_entry as given {JoinAccount}
                order by given.account_id, occurred_at, given.id
                """,
            "segments" => $"""
                select id, name, rule, description, version, created_at as "createdAt", updated_at as "updatedAt"
                    from segment where {Any} order by name
                """,
            "segment-members" => $"""
                select segment.name as segment, segment_id as "segmentId", {Account}, since
                from segment_member as given join segment on segment.id = segment_id {JoinAccount}
                order by segment.name, given.account_id
                """,
            "priority-overrides" => $"""
                select {Account}, priority, reason, until, set_by as "setBy", set_at as "setAt"
                from priority_override as given {JoinAccount}
                order by given.account_id
                """,
            "attributes" => $"""
                select name, type, choices, description from attribute_definition where {Any} order by name
                """,
            "merges" => $"""
                select id, subject, kept_id as "keptId", duplicate_id as "duplicateId", merged_at as "mergedAt",
                    merged_by as "mergedBy", reason, undone_at as "undoneAt",
                       undone_by as "undoneBy"
                from merge where {Any} order by merged_at, id
                """,
            "people" => $"""
                select id, name, email, roles, teams, state, manager_id as "managerId", time_zone as "timeZone",
                    locale from person where {Any} order by id
                """,
            "team" => $"""
                select person_id as "personId", name, roles, sizes, active from team_member where {Any}
                    order by person_id
                """,
            "coverage-models" => $"""
                select size, motion, accounts_per_csm as "accountsPerCsm", arr_per_csm as "arrPerCsm"
                    from coverage_model
                    where {Any} order by size
                """,
            "imports" => $"""
                select id, kind, source, format, file_name as "fileName", dry_run as "dryRun", status,
                    rows_total as "rowsTotal", rows_read as "rowsRead", inserted, updated,
                       unchanged, failed, warnings, problem, created_by as "createdBy", created_at as "createdAt",
                           started_at as "startedAt", finished_at as "finishedAt"
                from import_job where $1 is null or source = $1 order by created_at, id
                """,
            _ => null,
        };

    // Names of attributes hold only letters, digits and underscores; the schema sees to it.
    private static string Attribute(AttributeDefinition attribute) =>
        $", attributes ->> '{attribute.Name}' as \"{ImportKind.AttributePrefix}{attribute.Name}\"";
}
