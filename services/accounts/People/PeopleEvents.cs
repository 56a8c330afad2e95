using Platform.Contracts.Accounts;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.People;

/// <summary>Tells the other services what the roster says.</summary>
internal static class PeopleEvents
{
    /// <summary>One for all people: consumers compare versions.</summary>
    private static readonly Guid Key = new("8f1c1f0a-52f7-4d0e-9a62-5a3fd1f7d0c4");

    public static Task EnqueueAsync(UnitOfWork work, Person person) =>
        work.EnqueueAsync(new PersonChanged(person.Id, person.State, person.Roles, person.Version, person.Name), Key);

    /// <summary>The people of before names were told.</summary>
    public static async Task EnqueueUntoldAsync(UnitOfWork work)
    {
        var people = await work.QueryAsync<StoredPerson>(
            $"update person set is_name_told = true where not is_name_told returning {StoredPerson.Columns}"
        );
        foreach (var person in people)
            await EnqueueAsync(work, person.ToPerson());
    }
}
