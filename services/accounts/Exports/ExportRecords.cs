using System.Text.Json;
using Npgsql;
using Platform.Accounts.Attributes;
using Platform.Accounts.Imports.Mapping;
using Platform.Contracts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Exports;

/// <summary>
/// Accounts, contacts, tickets or activities as the import takes them (CSV or NDJSON), streamed. With <c>source</c> the rows carry that
/// system's external ids, and importing them again under it changes nothing; without it the platform's own ids. What is confidential stays.
/// </summary>
public static class ExportRecords
{
    public static void Map(IEndpointRouteBuilder exports) => exports.MapGet("/{kind}", HandleAsync).WithName(nameof(ExportRecords));

    private static async Task<IResult> HandleAsync(string kind, string? source, string? format, Database database, CancellationToken ct)
    {
        var schema = await AttributeSchema.ReadAsync(database, ct);
        if (Sql(kind, schema) is not { } sql) return Problem.Invalid("kind", $"'{kind}' is not one of accounts, contacts, tickets, activities").ToResult();
        if (format is not (null or "csv" or "ndjson")) return Problem.Invalid("format", $"'{format}' is not csv or ndjson").ToResult();
        var csv = format != "ndjson";
        return TypedResults.Stream(output => WriteAsync(output, sql, source, csv, database, ct), csv ? "text/csv; charset=utf-8" : "application/x-ndjson", $"{kind}.{(csv ? "csv" : "ndjson")}");
    }

    private static async Task WriteAsync(Stream output, string sql, string? source, bool csv, Database database, CancellationToken ct)
    {
        await using var writer = new StreamWriter(output, leaveOpen: true);
        await using var command = database.Source.CreateCommand(sql);
        command.CommandTimeout = 0;
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)source ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var names = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToArray();
        if (csv) await writer.WriteAsync(CsvText.Row(names));
        var values = new object?[names.Length];
        while (await reader.ReadAsync(ct))
        {
            for (var i = 0; i < values.Length; i++) values[i] = reader.IsDBNull(i) ? null : Plain(reader.GetValue(i));
            await writer.WriteAsync(csv ? CsvText.Row(values) : Json(names, values));
        }
    }

    private static object Plain(object value) => value switch
    {
        DateTime instant => new DateTimeOffset(DateTime.SpecifyKind(instant, DateTimeKind.Utc)),
        string[] list => string.Join('|', list),
        _ => value,
    };

    private static string Json(string[] names, object?[] values) =>
        JsonSerializer.Serialize(names.Zip(values).Where(pair => pair.Second is not null).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal), ContractJson.Options) + "\n";

    private static string? Sql(string kind, IReadOnlyList<AttributeDefinition> schema) => kind switch
    {
        "accounts" => $"""
            select coalesce(own.external_id, account.id::text) as "externalId", account.name, domain, industry, country, employees, parent.external_id as "parentExternalId", account.lifecycle,
                   customer_since as "customerSince", declared_size as size, csm.person_id as "csmEmail", executive.person_id as "accountExecutiveEmail"{string.Concat(schema.Select(Attribute))}
            from account
            left join lateral (select min(external_id) as external_id from account_external_id where account_id = account.id and source = $1) as own on true
            left join lateral (select min(external_id) as external_id from account_external_id where account_id = account.parent_id and source = $1) as parent on true
            left join account_owner as csm on csm.account_id = account.id and csm.role = 'csm' and upper_inf(csm.period)
            left join account_owner as executive on executive.account_id = account.id and executive.role = 'account_executive' and upper_inf(executive.period)
            where merged_into is null and ($1 is null or own.external_id is not null)
            order by account.created_at, account.id
            """,
        "contacts" => """
            select coalesce(own.external_id, contact.id::text) as "externalId", coalesce(account.external_id, contact.account_id::text) as account, name, email, title, seniority, function,
                   roles, product_user_ids as "productUserIds", last_two_way_contact_at as "lastContactAt", status
            from contact
            left join lateral (select min(external_id) as external_id from contact_external_id where contact_id = contact.id and source = $1) as own on true
            left join lateral (select min(external_id) as external_id from account_external_id where account_id = contact.account_id and source = $1) as account on true
            where merged_into is null and ($1 is null or own.external_id is not null)
            order by contact.created_at, contact.id
            """,
        "tickets" => """
            select ticket.external_id as "externalId", coalesce(account.external_id, ticket.account_id::text) as account, subject, severity, opened_at as "openedAt",
                   first_response_at as "firstResponseAt", resolved_at as "resolvedAt", satisfaction, escalated
            from ticket
            left join lateral (select min(external_id) as external_id from account_external_id where account_id = ticket.account_id and source = $1) as account on true
            where $1 is null or ticket.source = $1
            order by opened_at, ticket.id
            """,
        "activities" => """
            select activity.external_id as "externalId", coalesce(account.external_id, activity.account_id::text) as account, type, case when not confidential then subject end as subject,
                   case when not confidential then notes end as notes, occurred_at as "occurredAt", two_way as "twoWay",
                   array(select coalesce(min(id.external_id), max(contact.email)) from activity_participant join contact on contact.id = contact_id
                         left join contact_external_id as id on id.contact_id = contact.id and id.source = $1 where activity_id = activity.id group by contact.id
                         having coalesce(min(id.external_id), max(contact.email)) is not null order by 1) as participants
            from activity
            left join lateral (select min(external_id) as external_id from account_external_id where account_id = activity.account_id and source = $1) as account on true
            where $1 is null or activity.source = $1
            order by occurred_at, activity.id
            """,
        _ => null,
    };

    // Names of attributes hold only letters, digits and underscores; the schema sees to it.
    private static string Attribute(AttributeDefinition attribute) => $", attributes ->> '{attribute.Name}' as \"{ImportKind.AttributePrefix}{attribute.Name}\"";
}
