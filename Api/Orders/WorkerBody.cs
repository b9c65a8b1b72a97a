using System.Text.Json.Serialization.Metadata;
using Actors.Api.Http;

namespace Actors.Api.Orders;

/// <summary>Who takes an order out of the manual queue, or puts it back.</summary>
/// <param name="By">A person's name or address, as colleagues know it.</param>
internal sealed record WorkerBody(string By) : IRequestBody<WorkerBody>
{
    public const int MaxLength = 100;

    public static JsonTypeInfo<WorkerBody> Json => OrdersJsonContext.Default.WorkerBody;

    public IEnumerable<FieldError> Check() => string.IsNullOrWhiteSpace(By) || By.Length > MaxLength
        ? [new FieldError("/by", "required", $"Say who works on it, in 1 to {MaxLength} characters.")]
        : [];
}
