using System.Buffers.Text;
using System.Security.Cryptography;
using Platform.ServiceKit.Data;

namespace Platform.Engagement.InApp;

/// <summary>Makes secrets that sign users' tokens.</summary>
internal sealed class SecretMaker(SecretSeal seal)
{
    private const int Bytes = 32;

    /// <returns>The id, and the secret as it is shown once: base64url of 256 random bits.</returns>
    public async Task<(Guid Id, string Secret)> MakeAsync(UnitOfWork work, Guid applicationId)
    {
        var (id, secret) = (Guid.CreateVersion7(), RandomNumberGenerator.GetBytes(Bytes));
        await work.ExecuteAsync(
            Insert,
            new
            {
                id,
                applicationId,
                Sealed = seal.Close(secret),
                By = work.Context.Actor,
                work.Context.Now,
            }
        );
        return (id, Base64Url.EncodeToString(secret));
    }

    private const string Insert = """
        insert into application_secret (id, application_id, sealed, created_by, created_at)
        values (@id, @applicationId, @Sealed, @By, @Now)
        """;
}
