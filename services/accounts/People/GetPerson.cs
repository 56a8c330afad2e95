using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Text;

namespace Platform.Accounts.People;

/// <summary>A person of the roster.</summary>
public static class GetPerson
{
    public static void Map(IEndpointRouteBuilder people) =>
        people.MapGet("/{personId}", HandleAsync).WithName(nameof(GetPerson));

    /// <param name="personId">User id: the subject of the person's token.</param>
    private static async Task<Results<Ok<Person>, ProblemHttpResult>> HandleAsync(
        string personId,
        Database database,
        HttpResponse response,
        CancellationToken ct
    )
    {
        var person = await database.SingleOrDefaultAsync<StoredPerson>(
            $"select {StoredPerson.Columns} from person where id = @id",
            new { id = personId.ToNfc() },
            ct
        );
        if (person is null)
            return NotFound(personId).ToResult();
        response.SetETag(person.Version);
        return TypedResults.Ok(person.ToPerson());
    }

    private static Problem NotFound(string personId) =>
        new(
            "people/not-found",
            StatusCodes.Status404NotFound,
            "There is no such person on the roster.",
            $"'{personId}' is nobody's user id: GET /v1/people lists them."
        );
}
