using Grpc.Core;
using Platform.Accounts.Organisation;
using Platform.Accounts.People;
using Platform.Accounts.V1;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Grpc;

/// <summary>The roster and the organisation over gRPC, on the same queries as REST.</summary>
[RequireScope("accounts:read")]
internal sealed class PeopleGrpc(Database database) : PeopleService.PeopleServiceBase
{
    private const int MostPeople = 1000;
    private const int DefaultPage = 100;

    public override async Task<V1.ListPeopleResponse> ListPeople(ListPeopleRequest request, ServerCallContext context)
    {
        if (request.Limit is < 0 or > MostPeople)
            throw Problem
                .Invalid("limit", $"{request.Limit} is not from 1 to {MostPeople}, or 0 for {DefaultPage}")
                .ToException();
        var limit = request.Limit == 0 ? DefaultPage : request.Limit;
        var rows = await PeopleReader.ListAsync(
            database,
            Blank(request.Q),
            Blank(request.Role),
            Blank(request.Team),
            Blank(request.State),
            request.Cursor,
            limit + 1,
            context.CancellationToken
        );
        var response = new V1.ListPeopleResponse();
        response.People.AddRange(rows.Take(limit).Select(ToMessage));
        if (rows.Count > limit)
            response.NextCursor = rows[limit - 1].Id;
        return response;
    }

    public override async Task<BatchGetPeopleResponse> BatchGetPeople(
        BatchGetPeopleRequest request,
        ServerCallContext context
    )
    {
        if (request.Ids.Count > MostPeople)
            throw Problem.Invalid("ids", $"has {request.Ids.Count} ids; at most {MostPeople}").ToException();
        var rows = (
            await database.QueryAsync<StoredPerson>(
                $"select {StoredPerson.Columns} from person where id = any(@ids)",
                new { ids = request.Ids.ToArray() },
                context.CancellationToken
            )
        ).ToDictionary(row => row.Id, StringComparer.Ordinal);
        var response = new BatchGetPeopleResponse();
        response.People.AddRange(
            request.Ids.Select(id => rows.GetValueOrDefault(id)).OfType<StoredPerson>().Select(ToMessage)
        );
        return response;
    }

    public override async Task<V1.Organisation> GetOrganisation(
        GetOrganisationRequest request,
        ServerCallContext context
    )
    {
        var row = await database.SingleOrDefaultAsync<OrganisationRow>(
            OrganisationRow.Read,
            ct: context.CancellationToken
        );
        var organisation = row!.ToResponse();
        return new V1.Organisation
        {
            Name = organisation.Name ?? "",
            Locale = organisation.Locale,
            TimeZone = organisation.TimeZone,
            Logo = organisation.Logo ?? "",
            Version = organisation.Version,
        };
    }

    private static V1.Person ToMessage(StoredPerson person)
    {
        var message = new V1.Person
        {
            Id = person.Id,
            Name = person.Name,
            Email = person.Email ?? "",
            State = person.State,
            ManagerId = person.ManagerId ?? "",
            TimeZone = person.TimeZone ?? "",
            Locale = person.Locale ?? "",
            Version = person.Version,
        };
        message.Roles.AddRange(person.Roles);
        message.Teams.AddRange(person.Teams);
        return message;
    }

    private static string? Blank(string text) => text.Length == 0 ? null : text;
}
