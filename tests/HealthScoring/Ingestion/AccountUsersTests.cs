using System.Text;
using Platform.HealthScoring.Ingestion;

namespace Platform.HealthScoring.Tests.Ingestion;

public sealed class AccountUsersTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(AccountUsers.Few)]
    [InlineData(AccountUsers.Few + 1)]
    [InlineData(500)]
    public void Each_user_keeps_its_number_however_many_there_are(int count)
    {
        var users = new AccountUsers();
        // By fives, and a text of every length up to 250: its length may take two bytes.
        foreach (var some in Enumerable.Range(1, count).Chunk(5))
            users.Add([.. some.Select(n => KeyValuePair.Create(Text(n), n * 100))]);
        users.Add([KeyValuePair.Create(Text(1), 7)]);

        for (var n = 1; n <= count; n++)
        {
            users.TryGet(Text(n), out var number).ShouldBeTrue();
            number.ShouldBe(n * 100);
        }
        users.TryGet(Text(count + 1), out _).ShouldBeFalse();
        users.TryGet([], out _).ShouldBeFalse();
    }

    private static byte[] Text(int n) => Encoding.UTF8.GetBytes($"{n}-{new string('ü', n % 125)}");
}
