from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='entry',
            name='blind',
            field=models.CharField(blank=True, help_text='empty: recorded before leaves bound the names', max_length=64),
        ),
    ]
